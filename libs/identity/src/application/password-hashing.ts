/** Slow hashes of passwords, at most two at once. Beyond the queue: `identity.busy` (503 with Retry-After). */
export abstract class PasswordHashing {
  abstract hash(password: string): Promise<string>;
  /** `null` stands for an unknown account: as slow, and never right. `weak`: to be hashed anew. */
  abstract verify(hash: string | null, password: string): Promise<{ readonly right: boolean; readonly weak: boolean }>;
}
