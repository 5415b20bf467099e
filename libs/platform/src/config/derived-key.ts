import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one purpose alone (RFC 5869, SHA-256): none of them tells anything of the secret or of another. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `hexagone ${purpose}`, 32));
