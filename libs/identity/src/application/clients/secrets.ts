/** Secrets that are random, and so are kept as a SHA-256. */
export abstract class Secrets {
  /** 32 random bytes in base64url, and their hash. */
  abstract draw(): { readonly secret: string; readonly hash: Uint8Array };
  /** Is that the secret of one of these hashes? Takes as long whichever it is, or none. */
  abstract matches(secret: string, hashes: readonly Uint8Array[]): boolean;
}
