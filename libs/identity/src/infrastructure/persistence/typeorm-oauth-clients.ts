import { isUuid } from '@hexagone/kernel';
import { Database, violatedConstraint } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { FindOneOptions, Repository } from 'typeorm';
import { ClientNameTaken } from '../../domain/client.errors';
import { ClientSecret, OAuthClient } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';

const PUT_SECRET = `
  INSERT INTO client_secret (hash, client_id, slot) VALUES ($1, $2, $3)
  ON CONFLICT (client_id, slot) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at`;

/** Machines ask for tokens all day: one write an hour is enough. */
const USED = `
  UPDATE oauth_client SET last_used_at = now()
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 hour')`;

/** Two clients with one name: what the constraint says, in the words of the domain. */
async function named(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    throw violatedConstraint(error) === 'oauth_client_name_key' ? new ClientNameTaken() : error;
  }
}

@Injectable()
export class TypeOrmOAuthClients extends OAuthClients {
  constructor(private readonly database: Database) {
    super();
  }

  find(id: string): Promise<OAuthClient | null> {
    return this.one(id);
  }

  async findByName(name: string): Promise<OAuthClient | null> {
    await this.database.open();
    return this.clients.findOneBy({ name });
  }

  lock(id: string): Promise<OAuthClient | null> {
    return this.one(id, { mode: 'for_no_key_update' });
  }

  hold(id: string): Promise<OAuthClient | null> {
    return this.one(id, { mode: 'pessimistic_read' });
  }

  async add(client: OAuthClient): Promise<void> {
    await named(this.clients.insert(client));
  }

  async save({ id, name, scopes, state }: OAuthClient): Promise<void> {
    await named(this.clients.update({ id }, { name, scopes, state, version: () => 'version + 1' }));
  }

  async remove(id: string): Promise<void> {
    await this.clients.delete({ id });
  }

  async secretsOf(id: string): Promise<readonly ClientSecret[]> {
    if (!isUuid(id)) return [];
    await this.database.open();
    return this.database.table<ClientSecret>(ClientSecret).find({ where: { clientId: id }, order: { slot: 'ASC' } });
  }

  async putSecret({ hash, clientId, slot }: Omit<ClientSecret, 'createdAt'>): Promise<void> {
    await this.database.query(PUT_SECRET, [hash, clientId, slot]);
  }

  async used(id: string): Promise<void> {
    await this.database.query(USED, [id]);
  }

  private async one(id: string, lock?: FindOneOptions<OAuthClient>['lock']): Promise<OAuthClient | null> {
    if (!isUuid(id)) return null;
    await this.database.open();
    return this.clients.findOne({ where: { id }, ...(lock && { lock }) });
  }

  private get clients(): Repository<OAuthClient> {
    return this.database.table<OAuthClient>(OAuthClient);
  }
}
