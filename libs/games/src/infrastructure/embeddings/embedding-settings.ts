import { DomainError, type FieldFault, problem } from '@hexagone/kernel';

const FAULTY_SETTINGS = problem('games.embedding-settings', 'invalid', {
  en: 'The configuration of embeddings is wrong',
  fr: 'La configuration des plongements est fautive',
});

const [CHOICE, FLOOR] = ['GAMES_EMBEDDINGS', 'GAMES_SEMANTIC_MIN'] as const;
const CHOICES = ['auto', 'use-lite', 'hash', 'off'] as const;
/** Below, what is near is so by chance: measured for each model. */
const USUAL_FLOOR = { 'use-lite': '0.40', hash: '0.15', off: '1' };

type Env = Readonly<Record<string, string | undefined>>;

export interface EmbeddingSettings {
  readonly provider: 'use-lite' | 'hash' | 'off';
  /** Least cosine of a game that a query is said to describe. */
  readonly floor: number;
}

/** Which model embeds games. `installed`: the model of use-lite is there. Throws DomainError, every fault named. */
export function embeddingSettings(env: Env, installed: boolean): EmbeddingSettings {
  const faults: FieldFault[] = [];
  const provider = providerOf(said(env, CHOICE, 'auto'), installed, faults);
  const floor = said(env, FLOOR, USUAL_FLOOR[provider]);
  if (!/^[01](\.[0-9]{1,6})?$/.test(floor) || Number(floor) > 1) faults.push(notACosine());
  if (faults.length > 0) throw faulty(faults);
  return { provider, floor: Number(floor) };
}

function providerOf(choice: string, installed: boolean, faults: FieldFault[]): EmbeddingSettings['provider'] {
  const known = CHOICES.find((one) => one === choice);
  if (known === undefined) faults.push(notAChoice());
  if (known === 'use-lite' && !installed) faults.push(notInstalled());
  if (known === 'auto') return installed ? 'use-lite' : 'hash';
  return known ?? 'off';
}

const said = (env: Env, name: string, usual: string): string => {
  const given = env[name]?.trim() ?? '';
  return given === '' ? usual : given;
};

const notAChoice = (): FieldFault => ({
  parameter: CHOICE,
  code: 'unknown_value',
  detail: { en: `must be ${CHOICES.join(' or ')}`, fr: `doit valoir ${CHOICES.join(' ou ')}` },
});

const notInstalled = (): FieldFault => ({
  parameter: CHOICE,
  code: 'not_installed',
  detail: {
    en: 'is use-lite, and the optional packages @energetic-ai/* are not installed',
    fr: 'vaut use-lite, et les paquets facultatifs @energetic-ai/* ne sont pas installés',
  },
});

const notACosine = (): FieldFault => ({
  parameter: FLOOR,
  code: 'not_a_cosine',
  detail: { en: 'must be a number from 0 to 1, such as 0.40', fr: 'doit être un nombre de 0 à 1, comme 0.40' },
});

function faulty(faults: readonly FieldFault[]): DomainError {
  const all = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: all('en'), fr: all('fr') }, { faults });
}
