import { type RawRecord, restored } from '@hexagone/ingestion';
import { BASE } from '../../domain/base-fields';
import { type Countries, fieldsOf } from '../../domain/countries';
import type { Field } from '../../domain/country-pack';
import type { Document } from '../../domain/document-shape';
import { GROUP_IDS } from '../../domain/site-document';

export const COUNTRY = 'country';

/** What an export adds to a document; an import passes over it. */
export const PASSED_OVER = ['id', 'created_at', 'updated_at'];

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^([+-]?\d+),(\d+)$/;

/** Every field of every country, by wire name. */
export const fieldsByName = (countries: Countries): ReadonlyMap<string, Field> =>
  new Map([...BASE, ...countries.packs.flatMap(fieldsOf)].map(({ wire, field }) => [wire, field]));

/**
 * The document that a row stands for: texts become values where they are such, and are left as they are where they are
 * not, for the judge to say so. An empty cell says nothing, except that of the groups: none.
 */
export function documentOf(
  { fields: cells }: RawRecord,
  fields: ReadonlyMap<string, Field>,
  decimalComma: boolean,
): Document {
  const members = [...fields].flatMap(([wire, field]) => {
    const cell = textOf(cells[wire]);
    return cell.trim() === '' ? [] : [[wire, valueOf(cell, field, decimalComma)] as const];
  });
  const country = textOf(cells[COUNTRY]).trim();
  return {
    ...(country !== '' && { [COUNTRY]: country }),
    ...Object.fromEntries(members),
    ...(cells[GROUP_IDS] !== undefined && { [GROUP_IDS]: idsIn(textOf(cells[GROUP_IDS])) }),
  };
}

const textOf = (cell: unknown): string => (typeof cell === 'string' ? restored(cell) : '');

function valueOf(cell: string, { type }: Field, decimalComma: boolean): unknown {
  if (type === 'text') return cell;
  const text = cell.trim();
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  if (type !== 'decimal' && type !== 'integer') return text;
  return numberIn(decimalComma ? text.replace(DECIMAL_COMMA, '$1.$2') : text) ?? text;
}

const numberIn = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

const idsIn = (text: string): readonly unknown[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (/^\d+$/.test(word) ? Number(word) : word));
