import { createHash, randomBytes } from 'node:crypto';

const FORM = /^[\w-]{43}$/;

/** 32 random bytes; nobody can guess one, so that a fast hash keeps it. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of it; null for what can be none. */
export const refreshTokenHash = (token: string): Buffer | null =>
  FORM.test(token) ? createHash('sha256').update(token).digest() : null;
