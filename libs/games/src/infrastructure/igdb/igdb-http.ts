import { Agent, request } from 'undici';
import { Setback, unreachable, unreadable } from './igdb-problems';

const SECOND = 1000;
/** Five hundred games are some megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

export interface Question {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Its addresses are an operator's configuration. Redirects are not followed: the token goes where it was meant to go. */
const agent = new Agent({
  connect: { timeout: 5 * SECOND },
  headersTimeout: 30 * SECOND,
  bodyTimeout: 30 * SECOND,
  maxResponseSize: MOST_BYTES,
});

/** One answer, whole. Throws Setback where none came, or only a part of it. */
export async function post({ url, headers, body, signal }: Question): Promise<Answer> {
  const where = new URL(url).origin;
  try {
    const response = await request(url, { method: 'POST', dispatcher: agent, headers, body, signal });
    const retryAfter = response.headers['retry-after'];
    const text = await response.body.text();
    return { status: response.statusCode, retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, text };
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
      throw unreadable(where, { en: 'it is larger than 64 MiB', fr: 'elle dépasse 64 Mio' });
    throw new Setback(
      unreachable(where, { en: `the connection failed (${code})`, fr: `la connexion a échoué (${code})` }),
    );
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? 'no code';
}
