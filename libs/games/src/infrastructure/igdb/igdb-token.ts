import { type Answer, post } from './igdb-http';
import { answered, refused, Setback, unreadable } from './igdb-problems';
import type { IgdbAccess } from './igdb-settings';

type Credentials = Pick<IgdbAccess, 'tokenUrl' | 'clientId' | 'clientSecret'>;

/** The one token of this process: a client has few at a time. It is renewed when IGDB refuses it, once for all who wait. */
export class IgdbToken {
  private token: string | null = null;
  private renewal: Promise<string> | null = null;

  constructor(private readonly credentials: Credentials) {}

  /** `stale` is a token that was refused. Throws Setback, or ImportFailure: `unreachable`. */
  async get(signal: AbortSignal, stale?: string): Promise<string> {
    if (this.token !== null && this.token !== stale) return this.token;
    this.renewal ??= this.renewed().finally(() => {
      this.renewal = null;
    });
    return interruptible(this.renewal, signal);
  }

  /** For all who wait: nobody's signal ends it, its own timeouts do. */
  private async renewed(): Promise<string> {
    const { tokenUrl, clientId, clientSecret } = this.credentials;
    const form = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
    const answer = await post({
      url: tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      signal: new AbortController().signal,
    });
    this.token = tokenOf(answer, new URL(tokenUrl).origin);
    return this.token;
  }
}

function tokenOf({ status, text }: Answer, where: string): string {
  if (status === 429 || status >= 500) throw new Setback(answered(where, status));
  if (status >= 400 && status < 500) throw refused(where, status);
  const token = status === 200 ? accessToken(text) : null;
  if (token === null) throw unreadable(where, { en: 'it gave no token', fr: 'aucun jeton n’a été donné' });
  return token;
}

function accessToken(text: string): string | null {
  try {
    const { access_token: token } = JSON.parse(text) as { access_token?: unknown };
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null;
  }
}

async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
