import type { RunDraft, RunPatch } from '../../application/run-ledger';

const HASHES: ReadonlySet<string> = new Set(['sha256', 'content_sha256']);
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** PostgreSQL stores no NUL, not even in JSON, and no half of a surrogate pair. */
const storable = (text: string): string =>
  UNSTORABLE.test(text) ? Buffer.from(text.replaceAll('\0', '␀')).toString() : text;

/** JSON that PostgreSQL takes, whatever text a source put into it. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner));

/** Columns of a run, and their values as one JSON object for `jsonb_populate_record`. */
export function columnsOf(values: RunDraft | RunPatch): { readonly names: string; readonly json: string } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const written = entries.map(([name, value]) => [name, HASHES.has(name) ? bytea(value) : value] as const);
  return { names: entries.map(([name]) => name).join(', '), json: storableJson(Object.fromEntries(written)) };
}

const bytea = (hex: unknown): string | null => (typeof hex === 'string' ? `\\x${hex}` : null);
