import { createHmac } from 'node:crypto';
import { DomainError, problem } from '@hexagone/kernel';
import { Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { derivedKey } from '../../config/derived-key';
import type { RateClass, Settings } from '../../config/settings';
import type { Housekeeping } from '../../housekeeping/housekeeping';
import { limitKeyOf } from '../caller';
import { promptly } from '../edge/promptly';
import type { Quota } from '../edge/quota';
import type { RouteTraits } from '../route';
import { rateClassOf } from './limited';
import { LocalWindows } from './local-windows';
import { PrepaidPermits } from './prepaid-permits';
import type { SharedWindows } from './shared-windows';
import { secondsToFull, type Taken, type Window } from './window';

const TOO_MANY_REQUESTS = problem('platform.too-many-requests', 'too-many', {
  en: 'Too many requests',
  fr: 'Trop de requêtes',
});

/** Once the database did not answer, it is left alone for this time (ms). */
const DOWN_FOR = 2_000;
const MOST_IN_A_LOT = 10;
/** Addresses whose /64 is remembered: reading one costs more than all else here. */
const MOST_PEERS = 10_000;
const EXACT: ReadonlySet<RateClass> = new Set(['auth', 'export']);

interface Limit {
  readonly name: RateClass;
  readonly window: Window;
  readonly permits: PrepaidPermits;
  /** `RateLimit-Policy`. */
  readonly policy: string;
}

/**
 * How often one caller may ask, counted for all processes together: by principal, else by address. While the database
 * is down each process counts alone, and what is counted exactly is unavailable.
 */
export class RateLimiter implements Quota, OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('rate-limit');
  private readonly limits = new Map<RateClass | 'none', Limit>();
  private readonly local = new LocalWindows();
  private readonly peers = new Map<string, string>();
  private key: Buffer | undefined;
  private downUntil = 0;

  constructor(
    private readonly settings: Pick<Settings, 'rates' | 'secret'>,
    private readonly shared: SharedWindows,
    private readonly housekeeping: Housekeeping,
  ) {
    for (const [name, permits] of Object.entries(settings.rates) as [RateClass, number][])
      if (permits > 0) this.limits.set(name, this.limitOf(name, permits));
  }

  onModuleInit(): void {
    const run = async (): Promise<void> => {
      await this.shared.sweep();
    };
    this.housekeeping.add({ name: 'rate-limit.sweep', every: 600, run });
  }

  onModuleDestroy(): void {
    for (const { permits } of this.limits.values()) permits.stop();
  }

  take(request: FastifyRequest, reply: FastifyReply, traits: RouteTraits): void | Promise<void> {
    const limit = this.limits.get(rateClassOf(traits, request.method));
    if (!limit) return undefined;
    const { principal, ip } = request;
    const subject = principal && limit.name !== 'auth' ? principal.subject : this.peer(ip);
    return promptly(this.taken(limit, subject), (taken) => {
      say(reply, limit, taken);
    });
  }

  private peer(address: string): string {
    const known = this.peers.get(address);
    if (known !== undefined) return known;
    if (this.peers.size >= MOST_PEERS) this.peers.clear();
    const peer = limitKeyOf(address);
    this.peers.set(address, peer);
    return peer;
  }

  private taken(limit: Limit, subject: string): Taken | Promise<Taken> {
    if (EXACT.has(limit.name)) return limit.permits.take(subject);
    if (this.downUntil > performance.now()) return this.alone(limit, subject);
    const taken = limit.permits.take(subject);
    if (!(taken instanceof Promise)) return taken;
    return taken.catch((error: unknown) => {
      if (this.downUntil <= performance.now()) this.logger.warn(`Counting alone: ${String(error)}`);
      this.downUntil = performance.now() + DOWN_FOR;
      this.local.sweep();
      return this.alone(limit, subject);
    });
  }

  private alone({ name, window }: Limit, subject: string): Taken {
    return this.local.take(`${name} ${subject}`, window);
  }

  private limitOf(name: RateClass, permits: number): Limit {
    const window = { permits, seconds: name === 'export' ? 3_600 : 60 };
    const lot = EXACT.has(name) ? 1 : Math.min(MOST_IN_A_LOT, Math.ceil(permits / 10));
    const keyOf = (subject: string): string => this.hidden(`${name} ${subject}`);
    return {
      name,
      window,
      permits: new PrepaidPermits({ window, lot }, this.shared, keyOf),
      policy: `"${name}";q=${permits};w=${window.seconds}`,
    };
  }

  /** Neither addresses nor accounts are in the table. */
  private hidden(text: string): string {
    this.key ??= derivedKey(this.settings.secret, 'rate limits');
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}

function say(reply: FastifyReply, { name, window, policy }: Limit, taken: Taken): void {
  reply.header('ratelimit-policy', policy);
  if ('remaining' in taken) {
    const { remaining } = taken;
    reply.header('ratelimit', `"${name}";r=${remaining};t=${secondsToFull(window, remaining)}`);
    return;
  }
  const seconds = Math.max(1, Math.ceil(taken.wait));
  reply.header('ratelimit', `"${name}";r=0;t=${seconds}`);
  throw new DomainError(
    TOO_MANY_REQUESTS,
    { en: `Ask again in ${seconds} seconds.`, fr: `Redemandez dans ${seconds} secondes.` },
    { retryAfterSeconds: seconds },
  );
}
