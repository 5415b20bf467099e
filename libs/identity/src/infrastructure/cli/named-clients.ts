import { isUuid } from '@hexagone/kernel';
import { print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { ClientNotFound } from '../../domain/client.errors';
import type { OAuthClient } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import { CLIENTS } from '../listing/client-listing';
import { StoredItems } from '../listing/stored-items';

type Shown = Pick<OAuthClient, 'id' | 'name' | 'state' | 'scopes'>;

/** Clients as the operator names and sees them. */
@Injectable()
export class NamedClients {
  constructor(
    private readonly clients: OAuthClients,
    private readonly items: StoredItems,
  ) {}

  /** By id or name. Throws `identity.client-not-found`. */
  async get(named: string): Promise<OAuthClient> {
    const client = await (isUuid(named) ? this.clients.find(named) : this.clients.findByName(named));
    if (!client) throw new ClientNotFound();
    return client;
  }

  /** All of them on stdout. */
  async show(json = false): Promise<void> {
    const shown = (await this.items.all(CLIENTS)).map((item) => JSON.parse(item) as Shown);
    if (json) printJson(shown);
    else print(...shown.map(({ id, state, name, scopes }) => `${id}  ${state}  ${name}  ${scopes.join(' ')}`));
  }
}
