import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Busy } from '../../application/auth.errors';
import { PasswordHashing } from '../../application/password-hashing';
import { Turns } from './turns';

/** argon2id, which is the library's default, with 19 MiB, two passes and one lane (OWASP). */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const RETRY_SECONDS = 2;

@Injectable()
export class Argon2Hashing extends PasswordHashing {
  /** Each hash takes 19 MiB, and one of the four threads that files and names of hosts wait for too. */
  private readonly turns = new Turns({ abreast: 2, waiting: 32, full: () => new Busy(RETRY_SECONDS) });
  private nobody: string | undefined;

  hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password, COSTS));
  }

  verify(stored: string | null, password: string): Promise<{ right: boolean; weak: boolean }> {
    return this.turns.take(async () => {
      // Made whoever is asked for, so that the first stranger waits no longer than others.
      this.nobody ??= await hash(crypto.randomUUID(), COSTS);
      const matches = await verify(stored ?? this.nobody, password);
      return { right: matches && stored !== null, weak: stored !== null && isWeak(stored) };
    });
  }
}

function isWeak(stored: string): boolean {
  const { memoryCost, timeCost } = parseOptions(stored);
  return memoryCost < COSTS.memoryCost || timeCost < COSTS.timeCost;
}
