import type { Bilingual } from '@hexagone/kernel';
import { anything, bilingual, duration, like, listOf, mapOf, maybe, object, oneOf, type Shaped, text } from './shapes';

const RULE = /^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)$/;
const WORD = /^[a-z]+(?:-[a-z]+)*$/;
const COLUMN = /^(?:[a-z_]+\.)?[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/** Lawful grounds (GDPR, article 6(1), a to f). */
const basis = oneOf('consent', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interest');

const day = like(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, {
  en: 'a day such as 2026-11-21, in quotes',
  fr: 'un jour tel que 2026-11-21, entre guillemets',
});

const word = like(WORD, {
  en: 'words in lower case joined by hyphens',
  fr: 'des mots en minuscules liés par des tirets',
});
const column = like(COLUMN, { en: 'a column such as account.email', fr: 'une colonne telle que account.email' });
const rule = like(RULE, { en: 'a rule such as audit.events', fr: 'une règle telle que audit.events' });

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
  /** Another duration would do harm: nobody lays one over it. */
  fixed: maybe(oneOf(true)),
  /** Carried out by the operator, outside of the software. */
  by: maybe(oneOf('operator')),
});

const activity = object({
  id: word,
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
      category: word,
      what: bilingual,
      columns: maybe(listOf(column)),
    }),
  ),
  source: bilingual,
  recipients: bilingual,
  transfers: bilingual,
  retention: listOf(rule),
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

const between = (path: string, en: string, fr: string): Bilingual => ({ en: `${path} ${en}`, fr: `${path} ${fr}` });

function contradictionsOf(activity: Activity, known: ReadonlySet<string>): readonly Bilingual[] {
  const { id, basis: ground, choice, objection, retention: rules } = activity;
  const at = `activities.${id}`;
  const mayChoose = ground === 'consent' || ground === 'legitimate-interest';
  const unasked = ground === 'consent' && !choice;
  const unopposed = ground === 'legitimate-interest' && !choice && !objection;
  return [
    ...(unasked
      ? [between(`${at}.choice`, 'is missing: consent is asked', 'manque : le consentement se demande')]
      : []),
    ...(unopposed
      ? [between(`${at}.objection`, 'is missing: how does one object?', 'manque : comment s’opposer ?')]
      : []),
    ...(choice && !mayChoose ? [between(`${at}.choice`, 'has nothing to choose', 'n’a rien à choisir')] : []),
    ...rules
      .filter((name) => !known.has(name))
      .map((name) =>
        between(`${at}.retention`, `names ${name}, which is not in retentions`, `cite ${name}, absente de retentions`),
      ),
  ];
}

/** What each part may say and all parts together may not. */
export function contradictions({ retentions, activities }: Register): readonly Bilingual[] {
  const used = new Set(activities.flatMap(({ retention: rules }) => rules));
  const ids = activities.map(({ id }) => id);
  return [
    ...ids
      .filter((id, i) => ids.indexOf(id) !== i)
      .map((id) => between(`activities.${id}`, 'stands twice', 'figure deux fois')),
    ...activities.flatMap((one) => contradictionsOf(one, new Set(Object.keys(retentions)))),
    ...Object.entries(retentions)
      .filter(([, { keep, set_by, by }]) => keep === undefined && !set_by && !by)
      .map(([name]) => between(`retentions.${name}.keep`, 'is missing', 'manque')),
    ...Object.keys(retentions)
      .filter((name) => !used.has(name))
      .map((name) => between(`retentions.${name}`, 'is used by no activity', 'ne sert à aucune activité')),
  ];
}
