import { nearestName } from '@hexagone/kernel';
import { parse } from 'yaml';
import type { SourceOrder, SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import { GAME_SOURCES, type GameSourceKey } from '../../domain/record/sources';

type Given = Readonly<Record<string, unknown>>;

const MEMBERS = ['name', 'kind', 'cover', 'first_release', 'releases', 'rating', 'critic_rating', 'companies', 'texts'];

/** Rules of survivorship from the text of a YAML file. Throws an Error that names what is wrong. */
export function survivorshipRules(text: string): SurvivorshipRules {
  const given = objectOf('the file', parse(text), MEMBERS);
  const first = objectOf('first_release', given['first_release'], ['rule', 'order']);
  const texts = objectOf('texts', given['texts'], ['order', 'least_characters']);
  const order = (name: string): SourceOrder => orderOf(name, given[name]);
  return {
    name: order('name'),
    kind: order('kind'),
    cover: order('cover'),
    firstRelease: { rule: ruleOf(first['rule']), order: orderOf('first_release.order', first['order']) },
    releases: order('releases'),
    rating: order('rating'),
    criticRating: order('critic_rating'),
    companies: order('companies'),
    texts: {
      order: orderOf('texts.order', texts['order']),
      leastCharacters: countOf('texts.least_characters', texts['least_characters']),
    },
  };
}

function objectOf(name: string, given: unknown, members: readonly string[]): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Error(`Survivorship: ${name} must have the members ${members.join(', ')}`);
  const stranger = Object.keys(given).find((member) => !members.includes(member));
  if (stranger === undefined) return given as Given;
  const nearest = nearestName(stranger, members);
  throw new Error(
    `Survivorship: ${name} has no member "${stranger}"${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
  );
}

function orderOf(name: string, given: unknown): SourceOrder {
  const known = (word: unknown): word is GameSourceKey => GAME_SOURCES.some((source) => source === word);
  if (Array.isArray(given) && given.length > 0 && given.every(known) && new Set(given).size === given.length)
    return given;
  throw new Error(`Survivorship: ${name} must be a list of ${GAME_SOURCES.join(', ')}, each at most once`);
}

function ruleOf(given: unknown): SurvivorshipRules['firstRelease']['rule'] {
  if (given === 'source-order' || given === 'earliest') return given;
  throw new Error('Survivorship: first_release.rule must be source-order or earliest');
}

function countOf(name: string, given: unknown): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0) return given;
  throw new Error(`Survivorship: ${name} must be a whole number from 0`);
}
