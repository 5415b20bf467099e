import { Agent } from 'undici';
import type { Address } from './address-policy';
import type { Patience } from './patience';

/** Connections that go to the addresses that were judged, never to what a second look-up would say. */
export class PinnedAgent {
  readonly dispatcher: Agent;
  private readonly addresses = new Map<string, readonly Address[]>();

  constructor(patience: Patience) {
    this.dispatcher = new Agent({
      headersTimeout: patience.idleMs,
      bodyTimeout: patience.idleMs,
      connect: {
        timeout: patience.connectMs,
        lookup: (hostname, options, callback) => {
          const [first, ...others] = this.addresses.get(hostname) ?? [];
          if (!first) callback(new Error(`${hostname} was not admitted`), '');
          else if (options.all) callback(null, [first, ...others]);
          else callback(null, first.address, first.family);
        },
      },
    });
  }

  pin(hostname: string, addresses: readonly Address[]): void {
    this.addresses.set(hostname, addresses);
  }

  async destroy(): Promise<void> {
    await this.dispatcher.destroy();
  }
}
