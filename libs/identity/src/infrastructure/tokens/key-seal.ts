import { createCipheriv, createDecipheriv, createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { derivedKey } from '@hexagone/platform';
import { keySealed } from '../../application/token-problems';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals private keys: nonce, tag and text of AES-256-GCM under a key drawn from the service's secret, bound to the kid. */
export class KeySeal {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = derivedKey(secret, 'signing keys');
  }

  seal(kid: string, key: KeyObject): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(Buffer.from(kid));
    const sealed = Buffer.concat([cipher.update(key.export({ format: 'der', type: 'pkcs8' })), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws `identity.key-sealed` for another secret, another kid or other bytes. */
  open(kid: string, sealed: Buffer): KeyObject {
    try {
      const cipher = createDecipheriv(CIPHER, this.key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(kid)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const key = Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
      return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    } catch {
      throw keySealed(kid);
    }
  }
}
