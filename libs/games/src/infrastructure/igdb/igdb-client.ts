import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, post } from './igdb-http';
import { answered, queryRefused, refused, Setback, unreadable } from './igdb-problems';
import type { IgdbAccess } from './igdb-settings';
import { IgdbToken } from './igdb-token';
import { Pace } from './pace';

const SECOND = 1000;

/** How IGDB wants to be asked: four requests a second, eight at a time. */
export interface Manners {
  readonly requests: number;
  readonly windowMs: number;
  /** Of one request, the first included. */
  readonly tries: number;
  /** Before the next try, where the server does not say. */
  readonly pauseMs: (tried: number) => number;
  /** A longer Retry-After is not waited for. */
  readonly longestPauseMs: number;
}

export const MANNERS: Manners = {
  requests: 4,
  windowMs: SECOND,
  tries: 5,
  pauseMs: (tried) => SECOND * (2 ** (tried - 1) + Math.random()),
  longestPauseMs: 300 * SECOND,
};

/** Asks IGDB's API v4. One per process: all its workers share the pace and the token. */
export class IgdbClient {
  private readonly pace: Pace;
  private readonly token: IgdbToken;
  private readonly origin: string;

  constructor(
    private readonly access: IgdbAccess,
    private readonly manners: Manners = MANNERS,
  ) {
    this.pace = new Pace(manners.requests, manners.windowMs);
    this.token = new IgdbToken(access);
    this.origin = new URL(access.url).origin;
  }

  /** The answer to a query of games. Throws ImportFailure: `unreachable`, `malformed`; `usage` for a query that is none. */
  async games(query: string, signal: AbortSignal): Promise<readonly unknown[]> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.attempt(query, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof Setback)) throw error;
        const pauseMs = error.pauseMs ?? this.manners.pauseMs(tried);
        if (tried >= this.manners.tries || pauseMs > this.manners.longestPauseMs) throw error.failure;
        await wait(pauseMs, undefined, { signal });
      }
    }
  }

  private async attempt(query: string, signal: AbortSignal): Promise<readonly unknown[]> {
    const token = await this.token.get(signal);
    const first = await this.ask(query, token, signal);
    if (first.status !== 401) return this.itemsOf(first);
    return this.itemsOf(await this.ask(query, await this.token.get(signal, token), signal));
  }

  private ask(query: string, token: string, signal: AbortSignal): Promise<Answer> {
    const { url, clientId } = this.access;
    const headers = {
      'client-id': clientId,
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'text/plain',
    };
    return this.pace.run(() => post({ url: `${url}/games`, headers, body: query, signal }), signal);
  }

  private itemsOf({ status, retryAfter, text }: Answer): readonly unknown[] {
    if (status === 200) return this.parsed(text);
    if (status === 429) throw new Setback(answered(this.origin, status), retryAfterMs(retryAfter));
    if (status >= 500) throw new Setback(answered(this.origin, status));
    if (status === 400) throw queryRefused(causeOf(text));
    if (status === 401 || status === 403) throw refused(this.origin, status);
    throw answered(this.origin, status);
  }

  /** A page in place of JSON will be one the next time too; JSON that stops in the middle need not. */
  private parsed(text: string): readonly unknown[] {
    const page = text.trimStart().startsWith('<');
    const why = page ? { en: 'this is an HTML page', fr: 'c’est une page HTML' } : NO_JSON;
    const items = page ? null : readJson(text);
    if (Array.isArray(items)) return items as unknown[];
    const failure = unreadable(this.origin, why);
    throw items === undefined ? new Setback(failure) : failure;
  }
}

const NO_JSON = { en: 'this is no JSON array', fr: 'ce n’est pas un tableau JSON' };

/** Undefined where it is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What IGDB says of a query that it refuses: `[{title, status, cause}]`. */
function causeOf(text: string): string {
  const said = readJson(text);
  const first = (Array.isArray(said) ? (said as unknown[])[0] : said) as
    { title?: unknown; cause?: unknown } | undefined;
  const words = [first?.title, first?.cause].filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(', ').slice(0, 300) : '400';
}

function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const asked = /^\d+$/.test(header) ? Number(header) * SECOND : Date.parse(header) - Date.now();
  return Number.isNaN(asked) ? undefined : Math.max(0, asked);
}
