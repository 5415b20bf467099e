import { CodeMalformed, CorsicaWasSplit } from './territory.errors';

/** The kinds of code that identify something of the territory. */
export type CodeKind = 'commune' | 'departement' | 'region' | 'epci' | 'siren';

const SHAPES: Record<CodeKind, RegExp> = {
  commune: /^(\d\d|2[AB])[0-9A-Z]{2}\d$/u,
  departement: /^(\d\d|2[AB]|\d{3})$/u,
  region: /^\d{2,3}$/u,
  epci: /^\d{9}$/u,
  siren: /^\d{9}$/u,
};

/** Lengths of a code that a spreadsheet has robbed of its zero. */
const ROBBED: Partial<Record<CodeKind, number>> = { commune: 4, departement: 1, region: 1 };

/** The code as the reference writes it: upper case, lost zero restored. Throws CodeMalformed, naming `parameter`. */
export function readCode(kind: CodeKind, text: string, parameter = 'code'): string {
  const upper = text.trim().toUpperCase();
  const code = /^\d+$/u.test(upper) && upper.length === ROBBED[kind] ? `0${upper}` : upper;
  if (!SHAPES[kind].test(code)) throw new CodeMalformed(kind, text, parameter);
  return code;
}

/** As `readCode`, for a filter, where the former Corsica is a mistake rather than something that may be looked up. */
export function readFilterCode(kind: CodeKind, text: string, parameter: string): string {
  const code = readCode(kind, text, parameter);
  if (kind === 'departement' && isFormerCorsica(code)) throw new CorsicaWasSplit(parameter);
  return code;
}

/** 20 was Corsica until 1976: Corse-du-Sud is 2A now, Haute-Corse 2B. */
export const isFormerCorsica = (departementCode: string): boolean => departementCode === '20';
