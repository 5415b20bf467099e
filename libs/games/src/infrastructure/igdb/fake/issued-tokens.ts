import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** About sixty days, as Twitch gives them. */
const USUAL_SECONDS = 5_184_000;

interface Issued {
  readonly client: string;
  readonly until: number;
}

interface TokenAnswer {
  readonly status: number;
  readonly body: unknown;
}

const refusal = (status: number, message: string): TokenAnswer => ({ status, body: { status, message } });

/** The tokens that are good. */
export class IssuedTokens {
  private readonly live = new Map<string, Issued>();

  constructor(private readonly seconds = USUAL_SECONDS) {}

  issue(form: URLSearchParams): TokenAnswer {
    const client = form.get('client_id') ?? '';
    if (client === '') return refusal(400, 'missing client id');
    if ((form.get('client_secret') ?? '') === '') return refusal(400, 'missing client secret');
    if (form.get('grant_type') !== 'client_credentials') return refusal(400, 'invalid grant type');
    const token = randomBytes(15).toString('hex');
    this.live.set(token, { client, until: Date.now() + this.seconds * 1000 });
    return { status: 200, body: { access_token: token, expires_in: this.seconds, token_type: 'bearer' } };
  }

  /** All of them expire now. */
  revoke(): void {
    this.live.clear();
  }

  /** The token must be this client's. */
  admit({ authorization, 'client-id': client }: IncomingHttpHeaders): boolean {
    const issued = this.live.get(/^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '');
    return issued !== undefined && issued.client === client && issued.until > Date.now();
  }
}
