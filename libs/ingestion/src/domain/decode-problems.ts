import { type Bilingual, declaredProblems, type ErrorExtras, type Problem, problem } from '@hexagone/kernel';
import { ImportFailure } from './import-failure';

const COMPRESSION_ERROR = problem('ingestion.compression-error', 'rule-broken', {
  en: 'The compressed file cannot be accepted',
  fr: 'Le fichier compressé ne peut pas être accepté',
});
const MALFORMED_WORKBOOK = problem('ingestion.malformed-workbook', 'rule-broken', {
  en: 'The workbook cannot be read',
  fr: 'Le classeur est illisible',
});
const ENCODING_ERROR = problem('ingestion.encoding-error', 'rule-broken', {
  en: 'The text is in no accepted encoding',
  fr: 'L’encodage du texte n’est pas accepté',
});
const EMPTY_SOURCE = problem('ingestion.empty-source', 'rule-broken', {
  en: 'The source is empty',
  fr: 'La source est vide',
});
const HEADER_CONTRACT = problem('ingestion.header-contract', 'rule-broken', {
  en: 'The columns are not those of the dataset',
  fr: 'Les colonnes ne sont pas celles du jeu de données',
});
export const MALFORMED_JSON = problem('ingestion.malformed-json', 'rule-broken', {
  en: 'The JSON text is malformed',
  fr: 'Le texte JSON est mal formé',
});
const UNTERMINATED_QUOTE = problem('ingestion.unterminated-quote', 'rule-broken', {
  en: 'A quoted cell is never closed',
  fr: 'Une cellule entre guillemets n’est jamais refermée',
});
const RECORD_TOO_LARGE = problem('ingestion.record-too-large', 'rule-broken', {
  en: 'A record is too large',
  fr: 'Un enregistrement est trop grand',
});
const TOO_MANY_COLUMNS = problem('ingestion.too-many-columns', 'rule-broken', {
  en: 'A record has too many cells',
  fr: 'Un enregistrement a trop de cellules',
});

/** The source itself says no: nothing of it is read any further. */
export const malformed = (kind: Problem, detail: Bilingual, members?: ErrorExtras['members']): ImportFailure =>
  new ImportFailure('malformed', kind, detail, members ? { members } : {});

export const compressionError = (en: string, fr: string): ImportFailure => malformed(COMPRESSION_ERROR, { en, fr });

export const malformedWorkbook = (en: string, fr: string): ImportFailure => malformed(MALFORMED_WORKBOOK, { en, fr });

/** `offset` counts bytes from 0, in the text as extracted from its container. */
export const encodingError = (offset: number, en: string, fr: string): ImportFailure =>
  malformed(ENCODING_ERROR, { en: `${en} (byte ${offset})`, fr: `${fr} (octet ${offset})` }, { offset });

export const emptySource = (): ImportFailure =>
  malformed(EMPTY_SOURCE, { en: 'There is nothing but blanks in it.', fr: 'Elle ne contient que des blancs.' });

/** `at` counts elements (or lines) from 1. */
export const malformedJson = (at: number, en: string, fr: string): ImportFailure =>
  malformed(MALFORMED_JSON, { en: `Element ${at}: ${en}`, fr: `Élément ${at} : ${fr}` }, { element: at });

export const unterminatedQuote = (line: number): ImportFailure =>
  malformed(
    UNTERMINATED_QUOTE,
    {
      en: `The quote opened on line ${line} is not closed where its cell should end.`,
      fr: `Le guillemet ouvert à la ligne ${line} n’est pas refermé là où sa cellule devrait finir.`,
    },
    { line },
  );

export const recordTooLarge = (line: number, most: number): ImportFailure =>
  malformed(
    RECORD_TOO_LARGE,
    {
      en: `The record of line ${line} exceeds ${most} bytes.`,
      fr: `L’enregistrement de la ligne ${line} dépasse ${most} octets.`,
    },
    { line, limit: most },
  );

export const tooManyColumns = (line: number, found: number, most: number): ImportFailure =>
  malformed(
    TOO_MANY_COLUMNS,
    {
      en: `The record of line ${line} has ${found} cells; at most ${most} are accepted.`,
      fr: `L’enregistrement de la ligne ${line} a ${found} cellules ; ${most} au plus sont acceptées.`,
    },
    { line, found, limit: most },
  );

/** The code that the contract asks for, where a context declared it; else the standard one. */
export const headerProblem = (code: string | undefined): Problem =>
  (code === undefined ? undefined : declaredProblems().get(code)) ?? HEADER_CONTRACT;
