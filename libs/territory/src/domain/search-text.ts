import { SearchTextRefused } from './territory.errors';
import { searchKey } from './search-key';

/** What a text typed by a person asks for. */
export type SearchText =
  | { readonly kind: 'postal-code'; readonly text: string }
  | {
      readonly kind: 'name';
      readonly name: string;
      /** Empty when the text holds no letter that the names could have. */
      readonly key: string;
      /** Postal, INSEE and département codes named beside the name, in upper case, zeros restored. */
      readonly places: readonly string[];
    };

const PLACE = /\(?(?<![\p{L}\p{N}])(\d{1,5}|2[AB]\d{0,3})(?![\p{L}\p{N}])\)?/giu;

/**
 * Reads `Saint-Denis 93`, `93200 Saint-Denis`, `Saint-Denis (974)`; a number alone is a postal code.
 * Throws SearchTextRefused when there is nothing to search for.
 */
export function readSearchText(text: string): SearchText {
  const trimmed = text.trim();
  refuseUnlessSearchable(trimmed);
  const number = trimmed.replace(/[\s()]/gu, '');
  if (/^\d+\*?$/u.test(number)) return { kind: 'postal-code', text: number };
  const places = [...trimmed.matchAll(PLACE)].flatMap(([, code = '']) => placesNamed(code.toUpperCase()));
  const name = trimmed.replace(PLACE, ' ').replace(/\s+/gu, ' ').trim();
  const key = searchKey(name);
  return key
    ? { kind: 'name', name, key, places }
    : { kind: 'name', name: trimmed, key: searchKey(trimmed), places: [] };
}

function refuseUnlessSearchable(text: string): void {
  if (/\p{Cc}/u.test(text)) throw new SearchTextRefused('control-character');
  if (text.length > 200) throw new SearchTextRefused('too-long');
  if (!/[\p{L}\p{N}]/u.test(text)) throw new SearchTextRefused('no-letter');
}

function placesNamed(code: string): string[] {
  if (code === '20') return ['2A', '2B'];
  if (code.length === 1 || code.length === 4) return [code.padStart(code.length + 1, '0')];
  return [code];
}
