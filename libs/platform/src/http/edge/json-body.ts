import { DomainError, type Bilingual, type FieldFault, type Problem } from '@hexagone/kernel';
import {
  FORBIDDEN_CHARACTER,
  FORBIDDEN_MEMBER,
  JSON_TOO_DEEP,
  JSON_TOO_MANY_MEMBERS,
  MALFORMED_JSON,
} from '../problems';
import type { BodyTraits } from '../route';
import { LIMITS } from './limits';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Structure first, on the bytes: `JSON.parse` and all that follows recurse over what passes here. */
function scan(bytes: Uint8Array, mostCommas: number): void {
  let depth = 0;
  let commas = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === COMMA) commas++;
    else if (OPENING.has(byte)) depth++;
    else if (CLOSING.has(byte)) depth--;
    if (depth > LIMITS.jsonDepth) throw tooMuch(JSON_TOO_DEEP, LIMITS.jsonDepth, 'levels', 'niveaux');
    if (commas > mostCommas) throw tooMuch(JSON_TOO_MANY_MEMBERS, mostCommas, 'members', 'membres');
  }
}

const tooMuch = (what: Problem, most: number, en: string, fr: string): DomainError =>
  new DomainError(what, {
    en: `At most ${String(most)} ${en} are accepted.`,
    fr: `Au plus ${String(most)} ${fr} sont acceptés.`,
  });

const notUtf8: Bilingual = { en: 'The body is not valid UTF-8.', fr: "Le corps n'est pas de l'UTF-8 valide." };

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError(MALFORMED_JSON, notUtf8);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new DomainError(MALFORMED_JSON, {
      en: `The body is not valid JSON${position ? ` (near character ${position})` : ''}.`,
      fr: `Le corps n'est pas du JSON valide${position ? ` (vers le caractère ${position})` : ''}.`,
    });
  }
}

const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const LONE_SURROGATE = /\p{Surrogate}/u;

/** PostgreSQL stores neither a NUL nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !LONE_SURROGATE.test(text);

export const isForbiddenName = (name: string): boolean => FORBIDDEN_NAMES.has(name);

export function refuseCharacter(place: Pick<FieldFault, 'pointer' | 'parameter'>): never {
  const detail: Bilingual = {
    en: 'A NUL or an unpaired surrogate cannot be stored.',
    fr: 'Un caractère NUL ou un surrogate isolé ne peut pas être enregistré.',
  };
  throw new DomainError(FORBIDDEN_CHARACTER, detail, { faults: [{ ...place, code: 'forbidden-character', detail }] });
}

export function refuseName(name: string, place: Pick<FieldFault, 'pointer' | 'parameter'>): never {
  const detail: Bilingual = { en: `The name ${name} is reserved.`, fr: `Le nom ${name} est réservé.` };
  throw new DomainError(FORBIDDEN_MEMBER, detail, { faults: [{ ...place, code: 'forbidden-member', detail }] });
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every name and text of a document, without recursion. */
function walk(root: unknown, anyText: boolean): void {
  const waiting: [unknown, string][] = [[root, '']];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, pointer] = next;
    if (typeof value === 'string' && !anyText && !isStorable(value)) refuseCharacter({ pointer });
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const here = `${pointer}/${escaped(key)}`;
      if (!anyText && !isStorable(key)) refuseCharacter({ pointer });
      if (isForbiddenName(key)) refuseName(key, { pointer: here });
      waiting.push([inner, here]);
    }
  }
}

/** A JSON document whose depth, size, names and characters are safe; nothing at all when there are no bytes. */
export function readJson(bytes: Uint8Array, { commas, anyText = false }: BodyTraits = {}): unknown {
  if (bytes.length === 0) return undefined;
  scan(bytes, commas ?? LIMITS.jsonCommas);
  const value = parsed(decoded(bytes));
  walk(value, anyText);
  return value;
}
