import type { GameSales } from '../record/game-record';
import { textOrder } from './candidates';
import type { GoldenGame, MemberRecord } from './golden-game';

type Summed = Pick<GoldenGame, 'salesMillion' | 'salesComplete' | 'salesByPlatform' | 'partialSales'>;

/** In copies, so that sums of decimals do not drift; told in hundredths of a million. */
const sum = (figures: readonly number[]): number =>
  Math.round(figures.reduce((total, figure) => total + Math.round(figure * 1e6), 0) / 1e4) / 100;

function ofPlatform(platform: string, rows: readonly GameSales[]): GameSales {
  const years = rows.flatMap(({ year }) => (year === null ? [] : [year]));
  const region = (name: keyof GameSales['regions']): number => sum(rows.map(({ regions }) => regions[name]));
  return {
    platform,
    year: years.length > 0 ? Math.min(...years) : null,
    total: sum(rows.map(({ total }) => total)),
    regions: { na: region('na'), eu: region('eu'), jp: region('jp'), other: region('other') },
  };
}

type PartialSales = GoldenGame['partialSales'][number];

const inOrder = (a: PartialSales, b: PartialSales): number =>
  textOrder(a.title, b.title) ||
  textOrder(a.platform, b.platform) ||
  (a.year ?? 0) - (b.year ?? 0) ||
  textOrder(JSON.stringify(a), JSON.stringify(b));

/** Copies sold. Figures of a part of the market are told beside, never summed. */
export function salesOf(members: readonly MemberRecord[]): Summed {
  const whole: GameSales[] = [];
  const partial: PartialSales[] = [];
  for (const { facts, partial: noted } of members) {
    if (facts.sales === null) continue;
    if (noted) partial.push({ ...facts.sales, title: facts.title });
    else whole.push(facts.sales);
  }
  const counted = new Set(whole.map(({ platform }) => platform));
  const platforms = [...counted].sort();
  return {
    salesMillion: whole.length > 0 ? sum(whole.map(({ total }) => total)) : null,
    salesComplete: partial.every(({ platform }) => counted.has(platform)),
    salesByPlatform: platforms.map((name) =>
      ofPlatform(
        name,
        whole.filter(({ platform }) => platform === name),
      ),
    ),
    partialSales: partial.sort(inOrder),
  };
}
