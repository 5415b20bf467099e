import { networkOf } from '@hexagone/platform';
import type { FastifyRequest } from 'fastify';
import type { Peer } from '../../../application/peer';

export const peerOf = ({ ip, id }: Pick<FastifyRequest, 'ip' | 'id'>): Peer => ({
  address: ip,
  network: networkOf(ip),
  requestId: id,
});
