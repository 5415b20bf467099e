import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { ssrfBlocked } from '../../domain/fetch-problems';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name, as the system resolves it. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Where the service may connect to: public addresses over http and https, and what the operator allows by name. */
export class AddressPolicy {
  private readonly allowed: ReadonlySet<string>;

  /** `allowPrivate`: `host:port` pairs whose addresses are not judged. */
  constructor(
    allowPrivate: readonly string[],
    private readonly resolve: Resolve = (hostname) => lookup(hostname, { all: true }),
  ) {
    this.allowed = new Set(allowPrivate.map((pair) => hostAndPort(new URL(`http://${pair}`))));
  }

  /** The addresses to connect to, and no other: all of them judged, unless the address is an operator's own. Throws ssrf-blocked, or the resolver's error. */
  async admit(url: URL, trusted = false): Promise<readonly Address[]> {
    const source = sourceText(url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw ssrfBlocked(source, { en: 'only http and https are allowed', fr: 'seuls http et https sont admis' });
    if (url.username !== '' || url.password !== '')
      throw ssrfBlocked(source, { en: 'credentials in the address', fr: 'identifiants dans l’adresse' });
    const addresses = literal(url.hostname) ?? (await this.resolve(url.hostname));
    const allowed = trusted || this.allowed.has(hostAndPort(url));
    if (!allowed && !addresses.every(({ address }) => isPublic(address)))
      throw ssrfBlocked(source, {
        en: 'it leads to an address that is not public (HEXAGONE_FETCH_ALLOW_PRIVATE can allow it)',
        fr: 'elle mène à une adresse qui n’est pas publique (HEXAGONE_FETCH_ALLOW_PRIVATE peut l’autoriser)',
      });
    return addresses;
  }
}

/** The address as reports may show it: a query string may hold a key. */
export const sourceText = (url: URL): string =>
  url.host === '' ? `${url.protocol}${url.pathname}` : `${url.protocol}//${url.host}${url.pathname}`;

/** The URL parser has already turned decimal, hexadecimal, octal and short forms into dotted ones. */
function literal(hostname: string): readonly Address[] | undefined {
  const address = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(address) ? [{ address, family: address.includes(':') ? 6 : 4 }] : undefined;
}

function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  const global = address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
  return global && address.range() === 'unicast';
}

const hostAndPort = (url: URL): string => `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
