import { type Bilingual, type FieldFault, pointerTo } from '@hexagone/kernel';

/** Ids that one list of a document may hold. */
export const MOST_IDS = 1000;

/** Why this is not a list of distinct ids; an absent one is fine. */
export function idListFaults(name: string, value: unknown): readonly FieldFault[] {
  if (value === null) return [];
  if (!Array.isArray(value) || value.length > MOST_IDS)
    return [fault(pointerTo(name), 'not-a-list-of-ids', name, MOST)];
  const seen = new Set<unknown>();
  return value.flatMap((id: unknown, index) => {
    const place = `${pointerTo(name)}/${index}`;
    if (!Number.isSafeInteger(id) || Number(id) < 1) return fault(place, 'not-an-id', `${name}[${index}]`, ID);
    if (seen.has(id)) return fault(place, 'repeated', `${name}[${index}]`, REPEATED);
    seen.add(id);
    return [];
  });
}

/** At the place of each id that nothing stored has. */
export const unknownReferences = (name: string, ids: readonly number[], known: ReadonlySet<number>): FieldFault[] =>
  ids.flatMap((id, index) => {
    const detail = { en: `${name} names ${id}, which does not exist`, fr: `${name} cite ${id}, qui n'existe pas` };
    return known.has(id) ? [] : { pointer: `${pointerTo(name)}/${index}`, code: 'unknown-reference', detail };
  });

const MOST: Bilingual = {
  en: `must be a list of at most ${MOST_IDS} ids`,
  fr: `doit être une liste d'au plus ${MOST_IDS} identifiants`,
};
const ID: Bilingual = { en: 'must be a whole number, 1 or more', fr: 'doit être un nombre entier, au moins 1' };
const REPEATED: Bilingual = { en: 'is there twice', fr: "s'y trouve deux fois" };

const fault = (pointer: string, code: string, name: string, says: Bilingual): FieldFault => ({
  pointer,
  code,
  detail: { en: `${name} ${says.en}`, fr: `${name} ${says.fr}` },
});
