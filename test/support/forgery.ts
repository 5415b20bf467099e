import { createHmac, type KeyObject, sign } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';

type Members = Readonly<Record<string, unknown>>;

const encoded = (part: Members): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs whatever it is given, by whatever rule: `EdDSA`, `RS256`, `HS256` … ; none: an empty signature. */
function signature(text: string, algorithm: string, key: KeyObject | string | undefined): string {
  if (key === undefined) return '';
  const digest = `sha${algorithm.slice(2)}`;
  if (typeof key === 'string') return createHmac(digest, key).update(text).digest('base64url');
  return sign(algorithm === 'EdDSA' ? null : digest, Buffer.from(text), key).toString('base64url');
}

export interface Forgery {
  /** Members that differ from those of the true token; undefined: left out. */
  readonly header?: Members;
  readonly claims?: Members;
  readonly key?: KeyObject | string | undefined;
}

/** A token like the true one but for what is told. */
export function forged(token: string, { header, claims, key }: Forgery): string {
  const head: Members = { ...decodeProtectedHeader(token), ...header };
  const text = `${encoded(head)}.${encoded({ ...decodeJwt(token), ...claims })}`;
  return `${text}.${signature(text, String(head['alg']), key)}`;
}
