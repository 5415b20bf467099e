import { type FieldFault, INVALID_DOCUMENT, refusal, sayUnknown } from '@hexagone/kernel';

/** What a token can let its bearer do. The list is closed; every scope is asked by some route. */
export const SCOPES = [
  'territory:write',
  'sites:read',
  'sites:write',
  'lending:read',
  'lending:statistics',
  'lending:write',
  'games:read',
  'catalog:admin',
  'imports:read',
  'imports:write',
  'users:admin',
  'privacy:admin',
  'audit:read',
] as const;

const KNOWN: ReadonlySet<string> = new Set(SCOPES);

/** Sets of scopes that the command line gives by one word. */
export const PRESETS: Readonly<Record<'reader' | 'curator' | 'operator' | 'admin', readonly string[]>> = {
  reader: ['games:read'],
  curator: ['games:read', 'catalog:admin'],
  operator: SCOPES.filter((scope) => /:(?:read|statistics|write)$/.test(scope) && scope !== 'audit:read'),
  admin: SCOPES,
};

/** What everybody who registers may do, as far as it is built. */
export const FOR_EVERYBODY: readonly string[] = SCOPES.filter((scope: string) => scope === 'games:read');

/** Words of a `scope` parameter (RFC 6749 §3.3), in the order of the list, each once. */
export const scopesOf = (text: string): readonly string[] => [...new Set(text.split(' ').filter(Boolean))].sort();

/** What is wrong with the scopes of a document: each one that nobody knows, with the one that it most likely means. */
export const scopeFaults = (scopes: readonly string[]): readonly FieldFault[] =>
  scopes.flatMap((scope, i) => (KNOWN.has(scope) ? [] : [{ pointer: `/scopes/${i}`, ...sayUnknown(scope, SCOPES) }]));

/** Throws `platform.invalid-document` where one is none of the list. */
export function mustBeKnown(scopes: readonly string[]): void {
  const faults = scopeFaults(scopes);
  if (faults.length > 0) throw refusal(INVALID_DOCUMENT, faults);
}
