import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ServiceCheck } from './service-check';
import { memoised, within } from './timing';

/** By check; null where it could not be asked. */
export type Missing = Readonly<Record<string, readonly string[] | null>>;

const PATIENCE_MS = 1_000;

/** The checks of all contexts. */
@Injectable()
export class ServiceChecks {
  readonly missing = memoised(1_000, () => this.ask());

  constructor(private readonly discovery: DiscoveryService) {}

  /** Throws the first refusal to start. */
  async mayStart(): Promise<void> {
    for (const check of this.found()) await check.mayStart();
  }

  private async ask(): Promise<Missing> {
    const missing = this.found().map(async (check) => {
      const names = await within(PATIENCE_MS, check.missing()).catch(() => null);
      return [check.name, names] as const;
    });
    return Object.fromEntries(await Promise.all(missing));
  }

  private found(): readonly ServiceCheck[] {
    const found = this.discovery
      .getProviders()
      .flatMap(({ instance }) => (instance instanceof ServiceCheck ? [instance] : []));
    return [...new Set(found)];
  }
}

export const nothingMissing = (missing: Missing): boolean =>
  Object.values(missing).every((names) => names?.length === 0);
