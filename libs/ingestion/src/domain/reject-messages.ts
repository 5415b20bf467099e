import type { Bilingual } from '@hexagone/kernel';

/** Messages by code; `{name}` stands for a param of the fault. */
export type Catalogue = Readonly<Record<string, Bilingual>>;

type Params = Readonly<Record<string, string | number | boolean | null>>;

/** Why the spine itself sets a record aside. */
export const STANDARD_REJECTS: Catalogue = {
  column_count: {
    en: 'The record has {found} cells where {expected} are expected.',
    fr: 'L’enregistrement compte {found} cellules au lieu de {expected}.',
  },
  stray_quote: {
    en: 'A quotation mark stands where RFC 4180 allows none.',
    fr: 'Un guillemet se trouve là où la RFC 4180 n’en permet pas.',
  },
  forbidden_character: {
    en: 'The record holds a NUL character.',
    fr: 'L’enregistrement contient un caractère NUL.',
  },
  not_an_object: {
    en: 'The element is not a JSON object.',
    fr: 'L’élément n’est pas un objet JSON.',
  },
  conflicting_duplicate: {
    en: 'Same key as line {kept_line}, which is kept, but other values.',
    fr: 'Même clé que la ligne {kept_line}, qui est conservée, mais d’autres valeurs.',
  },
};

/** Why the spine itself passes over a record that the source does not mean as data. */
export const STANDARD_SKIPS: Catalogue = {
  footer: { en: 'Closing remark of the source.', fr: 'Mention finale de la source.' },
  erased: {
    en: 'The record belongs to a person whose data were erased.',
    fr: 'L’enregistrement appartient à une personne dont les données ont été effacées.',
  },
};

const STANDARD: Catalogue = { ...STANDARD_REJECTS, ...STANDARD_SKIPS };

const filled = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : place));

/**
 * What a reject or skip code means, its places filled. `own` are the messages of the dataset; they win over the
 * standard ones. A code that nobody explained speaks for itself.
 */
export function messageOf(code: string, params: Params = {}, own: Catalogue = {}): Bilingual {
  const message = [own, STANDARD].find((catalogue) => Object.hasOwn(catalogue, code))?.[code];
  if (!message) return { en: code, fr: code };
  return { en: filled(message.en, params), fr: filled(message.fr, params) };
}

const emptied = (text: string): string => text.replace(/\{\w+\}/g, '…');

/** The same where what the record held is not to be told. */
export function messageWithoutValues(code: string, own: Catalogue = {}): Bilingual {
  const { en, fr } = messageOf(code, {}, own);
  return { en: emptied(en), fr: emptied(fr) };
}
