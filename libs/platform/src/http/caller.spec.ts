import type { FastifyRequest } from 'fastify';
import { actorOf, limitKeyOf, networkOf } from './caller';

const request = (principal: object | null): FastifyRequest => ({ principal }) as unknown as FastifyRequest;

describe('a caller', () => {
  it.each([
    [null, 'anonymous'],
    [{ kind: 'person', subject: '4f6c' }, 'account:4f6c'],
    [{ kind: 'client', subject: 'client:4f6c' }, 'client:4f6c'],
  ])('%j acts as %s', (principal, actor) => {
    expect(actorOf(request(principal))).toBe(actor);
  });

  it.each([
    ['192.0.2.57', '192.0.2.0/24', '192.0.2.57'],
    ['::ffff:192.0.2.57', '192.0.2.0/24', '192.0.2.57'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1::/48', '2001:db8:1:2::/64'],
    ['::1', '::/48', '::/64'],
    ['fe80::1%eth0', 'fe80::/48', 'fe80::/64'],
    ['unknown', 'unknown', 'unknown'],
    ['192.0.2.57:4711', 'unknown', 'unknown'],
    ['', 'unknown', 'unknown'],
  ])('from %s is of the network %s and counted as %s', (address, network, key) => {
    expect([networkOf(address), limitKeyOf(address)]).toEqual([network, key]);
  });
});
