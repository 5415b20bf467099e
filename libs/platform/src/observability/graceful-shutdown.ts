import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/settings';
import type { Lifecycle } from './lifecycle';

/** Requests in flight may take this long once the server listens no more (ms). */
const LAST_REQUESTS = 25_000;

/**
 * Readiness says no at once; for the drain everything is still served, so that whoever routes requests here has the time
 * to notice; then the server listens no more and its connections end with the answers in flight.
 */
export class GracefulShutdown implements BeforeApplicationShutdown {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly settings: Pick<Settings, 'drainMs'>,
    private readonly host: HttpAdapterHost,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.lifecycle.draining = true;
    const server = this.host.httpAdapter.getHttpServer() as Server;
    if (!server.listening) return;
    await sleep(this.settings.drainMs);
    // A connection kept alive by an answer that ends during the close would stay open for its whole idle time.
    setInterval(() => {
      server.closeIdleConnections();
    }, 100).unref();
    setTimeout(() => {
      server.closeAllConnections();
    }, LAST_REQUESTS).unref();
  }
}

/** The first signal is for Nest, and readiness hears it at once; whoever sends a second one does not want to wait. */
export function heedSignals(lifecycle: Lifecycle): void {
  const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
  for (const [signal, code] of Object.entries(codes))
    process.on(signal, () => {
      if (lifecycle.draining) process.exit(code);
      lifecycle.draining = true;
    });
}
