import type { Bilingual } from '@hexagone/kernel';
import type { Environment } from './environment';
import { PUBLISHED_SECRETS } from './published-secrets';
import type { Where } from './read-identity';

const LEAST_BYTES = 32;

/** The secret given, or undefined: one may be made. What is faulty is noted, each fault with a sentence of its own. */
export function readSecret(from: Environment, where: Where): string | undefined {
  const secret = from.text('HEXAGONE_SECRET');
  const noted = from.faults.some(({ parameter }) => parameter?.startsWith('HEXAGONE_SECRET'));
  if (noted) return undefined;
  const wrong = secret === undefined ? whyRequired(where) : weakness(secret);
  if (!wrong) return secret;
  from.fault('HEXAGONE_SECRET', secret === undefined ? 'required' : 'weak', wrong);
  return undefined;
}

/** A secret that was made stays in one data folder: other processes would make another. */
function whyRequired({ access, local, databaseUrl }: Where): Bilingual | undefined {
  if (!local)
    return {
      en: 'is required on a public address: openssl rand -base64 32 makes a good one',
      fr: 'est obligatoire sur une adresse publique : openssl rand -base64 32 en fabrique un bon',
    };
  if (access === 'open' || databaseUrl === undefined) return undefined;
  return {
    en: 'is required where access is protected and DATABASE_URL is set: all processes on one database share it',
    fr: 'est obligatoire quand l’accès est protégé et que DATABASE_URL est donnée : tous les processus d’une base le partagent',
  };
}

function weakness(secret: string): Bilingual | undefined {
  if (Buffer.byteLength(secret) < LEAST_BYTES)
    return { en: `is too short: at least ${LEAST_BYTES} bytes`, fr: `est trop court : ${LEAST_BYTES} octets au moins` };
  if (new Set(secret).size === 1) return { en: 'is one character repeated', fr: 'est un seul caractère répété' };
  if (PUBLISHED_SECRETS.has(secret))
    return {
      en: 'is an example that everybody can read in the files of Hexagone',
      fr: 'est un exemple que chacun peut lire dans les fichiers d’Hexagone',
    };
  return undefined;
}
