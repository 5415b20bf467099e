import type { Mappings } from '../../domain/mapping/mappings';
import type { GameRecord } from '../../domain/record/game-record';
import { titleFeatures } from '../../domain/title/title-key';

/** What a source's reader made of one thing. */
export interface ReadRecord {
  readonly sourceKey: string;
  /** As the source gave it: JSON values. */
  readonly raw: unknown;
  readonly facts: GameRecord;
}

/** Staged columns of a record → SQL types, in COPY order. */
export const RECORD_STAGE = {
  source_key: 'text',
  raw: 'jsonb',
  facts: 'jsonb',
  title: 'text',
  title_key: 'text',
  match_keys: 'text[]',
  numbers: 'text[]',
  numeral_form: 'text',
  variant: 'text',
  edition: 'text',
  qualifier: 'text',
  title_year: 'smallint',
  composite: 'boolean',
  notes: 'text[]',
  kind: 'text',
  external_ids: 'text[]',
  edition_of: 'text',
  port_of: 'text',
  first_date: 'date',
  first_precision: 'text',
  first_year: 'integer',
  families: 'text[]',
  company_keys: 'text[]',
  url: 'text',
} as const;

type Texts = 'source_key' | 'title' | 'title_key';
type Lists = 'match_keys' | 'external_ids' | 'company_keys';

export type RecordRow = { readonly [column in keyof typeof RECORD_STAGE]: unknown } & Readonly<
  Record<Texts, string> & Record<Lists, readonly string[]>
> & {
    /** JSON texts. */
    readonly raw: string;
    readonly facts: string;
  };

const distinct = (words: readonly string[]): string[] => [...new Set(words)].filter(Boolean).sort();

/** A record as it is stored, with all that matching will ask of it. */
export function recordRow({ sourceKey, raw, facts }: ReadRecord, mappings: Mappings): RecordRow {
  const title = titleFeatures(facts.title);
  const others = facts.alternativeTitles.map(({ name }) => titleFeatures(name).key);
  return {
    source_key: sourceKey,
    raw: JSON.stringify(raw),
    facts: JSON.stringify(facts),
    title: facts.title,
    title_key: title.key,
    match_keys: distinct([title.key, ...others]),
    numbers: title.numbers,
    numeral_form: title.numeralForm,
    variant: facts.variant ?? title.variant,
    edition: title.edition,
    qualifier: title.qualifier,
    title_year: title.titleYear,
    composite: title.composite,
    notes: title.notes,
    kind: facts.kind,
    external_ids: distinct(facts.externalIds),
    edition_of: facts.editionOf,
    port_of: facts.portOf,
    first_date: facts.firstRelease?.date ?? null,
    first_precision: facts.firstRelease?.precision ?? null,
    first_year: facts.firstRelease?.year ?? null,
    families: distinct(facts.platforms.map(({ slug, name }) => mappings.family(slug ?? name))),
    company_keys: distinct(facts.companies.map(({ name }) => mappings.companyKey(name))),
    url: facts.url,
  };
}
