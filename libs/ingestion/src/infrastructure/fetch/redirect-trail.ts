import type { Dispatcher } from 'undici';
import { redirectLoop, sourceUnreachable, ssrfBlocked, tooManyRedirects } from '../../domain/fetch-problems';
import { sourceText } from './address-policy';

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The addresses that one attempt goes through: few, none twice, never from https back to http. */
export class RedirectTrail {
  private readonly visited: Set<string>;

  constructor(public url: URL) {
    this.visited = new Set([url.href]);
  }

  /** True when the answer sends elsewhere: `url` is then where to ask next. */
  follow({ statusCode, headers }: Dispatcher.ResponseData): boolean {
    const location = headers['location'];
    if (!REDIRECTS.has(statusCode) || typeof location !== 'string') return false;
    const source = sourceText(this.url);
    const next = targetOf(location, this.url);
    if (this.url.protocol === 'https:' && next.protocol === 'http:')
      throw ssrfBlocked(source, { en: 'it redirects from https to http', fr: 'elle redirige de https vers http' });
    if (this.visited.has(next.href)) throw redirectLoop(source);
    if (this.visited.size > MOST_REDIRECTS) throw tooManyRedirects(source, MOST_REDIRECTS);
    this.visited.add(next.href);
    this.url = next;
    return true;
  }
}

function targetOf(location: string, from: URL): URL {
  if (!URL.canParse(location, from))
    throw sourceUnreachable(sourceText(from), {
      en: 'it redirects to what is not an address',
      fr: 'elle redirige vers ce qui n’est pas une adresse',
    });
  const target = new URL(location, from);
  target.hash = '';
  return target;
}
