import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Who acts, in the words of history and audit: `account:<uuid>`, `client:<uuid>` or `anonymous`. */
export function actorOf({ principal }: Pick<FastifyRequest, 'principal'>): string {
  if (!principal) return 'anonymous';
  return principal.kind === 'client' ? principal.subject : `account:${principal.subject}`;
}

/** What a proxy that is believed may say instead of an address. */
const UNKNOWN = 'unknown';

function cut(text: string, bits: { readonly ipv4: number; readonly ipv6: number }): string {
  const [bare = ''] = text.split('%', 1);
  if (isIP(bare) === 0) return UNKNOWN;
  const address = ipaddr.process(bare);
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const length = String(bits[address.kind()]);
  return `${family.networkAddressFromCIDR(`${address.toString()}/${length}`).toString()}/${length}`;
}

/** The network that an address belongs to, as much of it as may be kept: IPv4 /24, IPv6 /48. */
export const networkOf = (address: string): string => cut(address, { ipv4: 24, ipv6: 48 });

/** Who counts as one peer: an IPv4 address, or an IPv6 /64, which one household has to itself. */
export const limitKeyOf = (address: string): string =>
  isIP(address) === 4 ? address : cut(address, { ipv4: 32, ipv6: 64 }).replace(/\/32$/, '');
