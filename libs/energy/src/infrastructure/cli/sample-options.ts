import { nearestName } from '@hexagone/kernel';
import { InvalidArgumentError } from 'commander';
import { AREAS, type Area, findArea } from '../../domain/areas';
import { type Nature, NATURES } from '../../domain/nature';

const [FIRST_YEAR, LAST_YEAR] = [1996, 2099];

const suggestion = (given: string, known: readonly string[]): InvalidArgumentError => {
  const nearest = nearestName(given, known);
  return new InvalidArgumentError(nearest ? `Did you mean ${nearest}?` : `Known: ${known.join(', ')}.`);
};

export function yearOf(text: string): number {
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new InvalidArgumentError(`A year from ${String(FIRST_YEAR)} to ${String(LAST_YEAR)}.`);
}

/** One area, or `all`: the country and its regions. */
export function areasOf(text: string): readonly Area[] {
  if (text === 'all') return AREAS;
  const area = findArea(text);
  if (area) return [area];
  throw suggestion(text, [...AREAS.map(({ code }) => code), 'all']);
}

export function natureOf(text: string): Nature {
  const nature = NATURES.find((one) => one === text);
  if (nature) return nature;
  throw suggestion(text, NATURES);
}

export function columnsOf(text: string): 40 | 36 {
  if (text === '40') return 40;
  if (text === '36') return 36;
  throw new InvalidArgumentError('40 or 36.');
}

export function seedOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number of at most nine digits.');
}
