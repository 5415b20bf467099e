import { readFileSync } from 'node:fs';
import { DomainError, type FieldFault, problem } from '@hexagone/kernel';
import type { Environment } from '@hexagone/platform';

const FAULTY_SETTINGS = problem('games.source-settings', 'invalid', {
  en: 'The configuration of a source of games is wrong',
  fr: 'La configuration d’une source de jeux est fautive',
});

/** Every fault, by the name of its variable. */
export function sourceSettingsWrong(faults: readonly FieldFault[]): DomainError {
  const said = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: said('en'), fr: said('fr') }, { faults });
}

type VariableName = Parameters<Environment['text']>[0];

/** The address that a variable has; undefined: none, or a fault is noted. */
export function httpAddress(from: Environment, name: VariableName): string | undefined {
  const url = from.text(name);
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url;
  from.fault(name, 'malformed', NOT_AN_ADDRESS);
  return undefined;
}

/** The certificate, in PEM, of the file that a variable names; undefined: none, or a fault is noted. */
export function certificate(from: Environment, name: VariableName): string | undefined {
  const path = from.text(name);
  if (path === undefined) return undefined;
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch {
    // Said below: what cannot be read has no certificate.
  }
  from.fault(name, 'malformed', NOT_A_CERTIFICATE);
  return undefined;
}

const NOT_AN_ADDRESS = { en: 'must be an http or https address', fr: 'doit être une adresse http ou https' };
const NOT_A_CERTIFICATE = {
  en: 'must be a file that holds a certificate in PEM',
  fr: 'doit être un fichier qui contient un certificat au format PEM',
};
