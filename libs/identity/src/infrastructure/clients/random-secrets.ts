import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../../application/clients/secrets';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

@Injectable()
export class RandomSecrets extends Secrets {
  draw(): { secret: string; hash: Uint8Array } {
    const secret = randomBytes(32).toString('base64url');
    return { secret, hash: sha256(secret) };
  }

  matches(secret: string, hashes: readonly Uint8Array[]): boolean {
    const given = sha256(secret);
    return [0, 1].map((i) => timingSafeEqual(given, hashes[i] ?? randomBytes(32))).includes(true);
  }
}
