import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteTraits } from '../route';

/** How often one caller may ask. Asked once it is known who calls, before it is asked whether they may. */
export interface Quota {
  /** Throws (429) when it is used up. Answers at once where nothing has to be waited for. */
  take(request: FastifyRequest, reply: FastifyReply, traits: RouteTraits): void | Promise<void>;
}
