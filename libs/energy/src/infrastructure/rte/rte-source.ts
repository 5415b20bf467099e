import { DomainError, type FieldFault, nearestName, problem } from '@hexagone/kernel';
import type { RteSource } from '../../application/refresh/rte-channels';
import { AREAS, type Area, findArea, FRANCE } from '../../domain/areas';

const FAULTY_SETTINGS = problem('energy.settings', 'invalid', {
  en: 'The configuration of éCO2mix is wrong',
  fr: 'La configuration d’éCO2mix est fautive',
});

const [BASE_URL, AREA_LIST] = ['HEXAGONE_ECO2MIX_BASE_URL', 'HEXAGONE_ECO2MIX_AREAS'] as const;
const RTE = 'https://eco2mix.rte-france.com/download/eco2mix/';

type Env = Readonly<Record<string, string | undefined>>;

/** Where RTE's files are, and those of which areas are wanted. Throws DomainError, every fault named. */
export function rteSource(env: Env): RteSource {
  const faults: FieldFault[] = [];
  const own = env[BASE_URL]?.trim() ?? '';
  if (own !== '' && !isHttp(own)) faults.push(notAnAddress());
  const areas = areasOf(env[AREA_LIST]?.trim() ?? '', faults);
  if (faults.length > 0) throw faulty(faults);
  return { baseUrl: slashed(own === '' ? RTE : own), trusted: own !== '' && own !== RTE, areas };
}

function areasOf(list: string, faults: FieldFault[]): readonly Area[] {
  const names = list.split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  for (const name of given.filter((one) => !findArea(one))) faults.push(unknownArea(name));
  const areas = new Set(given.map(findArea).filter((area) => area !== undefined));
  return areas.size > 0 ? [...areas] : [FRANCE];
}

const slashed = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const isHttp = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const notAnAddress = (): FieldFault => ({
  parameter: BASE_URL,
  code: 'malformed',
  detail: { en: 'must be an http or https address', fr: 'doit être une adresse http ou https' },
});

function unknownArea(name: string): FieldFault {
  const nearest = nearestName(
    name.toUpperCase(),
    AREAS.map(({ code }) => code),
  );
  return {
    parameter: AREA_LIST,
    code: 'unknown_value',
    detail: {
      en: `names no area: "${name}".${nearest ? ` Did you mean ${nearest}?` : ''}`,
      fr: `ne nomme aucun périmètre : « ${name} ».${nearest ? ` Vouliez-vous dire ${nearest} ?` : ''}`,
    },
  };
}

function faulty(faults: readonly FieldFault[]): DomainError {
  const said = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: said('en'), fr: said('fr') }, { faults });
}
