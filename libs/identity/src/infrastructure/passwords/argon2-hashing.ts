import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { PasswordHashing } from '../../application/password-hashing';

/** OWASP's choice for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

@Injectable()
export class Argon2Hashing extends PasswordHashing {
  private dummy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password, COSTS);
  }

  async verify(stored: string | null, password: string): Promise<{ right: boolean; weak: boolean }> {
    this.dummy ??= hash(crypto.randomUUID(), COSTS);
    const matches = await verify(stored ?? (await this.dummy), password);
    return { right: matches && stored !== null, weak: false };
  }
}
