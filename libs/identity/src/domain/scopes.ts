/** What a token can let its bearer do. The list is closed; every scope is asked by some route. */
export const SCOPES = [
  'territory:write',
  'sites:read',
  'sites:write',
  'imports:read',
  'imports:write',
  'users:admin',
  'privacy:admin',
  'audit:read',
] as const;

/** Sets of scopes that the command line gives by one word. */
export const PRESETS: Readonly<Record<'operator' | 'admin', readonly string[]>> = {
  operator: SCOPES.filter((scope) => /:(?:read|write)$/.test(scope) && scope !== 'audit:read'),
  admin: SCOPES,
};

/** Words of a `scope` parameter (RFC 6749 §3.3), in the order of the list, each once. */
export const scopesOf = (text: string): readonly string[] => [...new Set(text.split(' ').filter(Boolean))].sort();
