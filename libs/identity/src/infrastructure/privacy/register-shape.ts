import { anything, bilingual, duration, like, listOf, mapOf, maybe, object, oneOf, type Shaped, text } from './shapes';

const RULE = /^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)$/;
const WORD = /^[a-z]+(?:-[a-z]+)*$/;
const COLUMN = /^(?:[a-z_]+\.)?[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/** Lawful grounds (GDPR, article 6(1), a to f). */
const basis = oneOf('consent', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interest');

const day = like(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'a day such as 2025-11-21, in quotes');

const contact = object({ name: text, address: maybe(text), email: maybe(text), phone: maybe(text) });

const retention = object({
  /** Absent: no time is set, and nothing goes by itself. */
  keep: maybe(duration),
  /** What the duration counts from. */
  from: bilingual,
  then: bilingual,
  /** The variable that decides the duration in the end. */
  set_by: maybe(
    object({
      variable: oneOf('HEXAGONE_AUDIT_MONTHS', 'HEXAGONE_BACKUP_RETENTION_DAYS', 'LENDING_RETENTION_MONTHS'),
      unit: oneOf('months', 'days'),
      times: maybe(oneOf(2)),
    }),
  ),
  /** Carried out by the operator, outside of the software. */
  by: maybe(oneOf('operator')),
});

const activity = object({
  id: like(WORD, 'words in lower case joined by hyphens'),
  name: bilingual,
  purpose: bilingual,
  basis,
  /** Why this ground. */
  ground: bilingual,
  /** The person decides in `/me/consents`; the version is that of the words decided upon. */
  choice: maybe(object({ version: text, text: bilingual })),
  /** Of a legitimate interest without a choice: how one objects. */
  objection: maybe(bilingual),
  persons: bilingual,
  data: listOf(
    object({
      category: like(WORD, 'words in lower case joined by hyphens'),
      what: bilingual,
      columns: maybe(listOf(like(COLUMN, 'a column such as account.email'))),
    }),
  ),
  source: bilingual,
  recipients: bilingual,
  transfers: bilingual,
  retention: listOf(like(RULE, 'a rule of retention such as audit.events')),
  security: listOf(bilingual),
  automated_decisions: bilingual,
});

export const register = object({
  controller: contact,
  dpo: contact,
  updated: day,
  /** Where anchors live. */
  shared: maybe(anything),
  retentions: mapOf(RULE, retention),
  activities: listOf(activity),
  /** What people may ask for, and how. */
  rights: listOf(bilingual),
  complaint: bilingual,
});

/** What an operator lays over it: own contacts, other durations, other or further activities (by id). */
export const overlay = object({
  controller: maybe(contact),
  dpo: maybe(contact),
  updated: maybe(day),
  shared: maybe(anything),
  retentions: maybe(mapOf(RULE, retention)),
  activities: maybe(listOf(activity)),
  rights: maybe(listOf(bilingual)),
  complaint: maybe(bilingual),
});

export type Register = Shaped<typeof register>;
export type Contact = Shaped<typeof contact>;
export type Activity = Shaped<typeof activity>;
export type RetentionTerm = Shaped<typeof retention>;

function contradictionsOf(
  { id, basis: ground, choice, objection, retention: rules }: Activity,
  known: ReadonlySet<string>,
): string[] {
  const said = (wrong: boolean, what: string): string[] => (wrong ? [`activities.${id}${what}`] : []);
  return [
    ...said(ground === 'consent' && !choice, '.choice is missing: consent is asked'),
    ...said(ground === 'legitimate-interest' && !choice && !objection, '.objection is missing: how does one object?'),
    ...said(
      choice !== undefined && ground !== 'consent' && ground !== 'legitimate-interest',
      '.choice: nothing to choose',
    ),
    ...rules
      .filter((rule) => !known.has(rule))
      .map((rule) => `activities.${id}.retention names ${rule}, which is not in retentions`),
  ];
}

/** What each part may say and all parts together may not. */
export function contradictions({ retentions, activities }: Register): readonly string[] {
  const used = new Set(activities.flatMap(({ retention: rules }) => rules));
  const ids = activities.map(({ id }) => id);
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `activities.${id} stands twice`),
    ...activities.flatMap((one) => contradictionsOf(one, new Set(Object.keys(retentions)))),
    ...Object.entries(retentions)
      .filter(([, { keep, set_by, by }]) => keep === undefined && !set_by && !by)
      .map(([rule]) => `retentions.${rule}.keep is missing`),
    ...Object.keys(retentions)
      .filter((rule) => !used.has(rule))
      .map((rule) => `retentions.${rule} is used by no activity`),
  ];
}
