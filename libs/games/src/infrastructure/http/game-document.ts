import type { GameView } from '../../application/reads/game-reads';
import type { GoldenGame } from '../../domain/golden/golden-game';
import { mayCount, normalised } from '../../domain/golden/ratings';
import { alpha2 } from '../catalogue/country-code';

/** All that is told of a game, as JSON. */
export function gameDocument({ item, golden, companies, editions, related, homonyms }: GameView): string {
  const more = {
    alternative_names: golden.alternativeTitles,
    ...ratingsOf(golden),
    companies: companiesOf(golden, companies),
    releases: golden.releases.map(({ platform, date, source }) => ({
      platform,
      date: date?.date ?? null,
      precision: date?.precision ?? null,
      year: date?.year ?? null,
      source,
    })),
    sales: salesOf(golden),
    ...{ editions, related, homonyms },
  };
  return `${item.slice(0, -1)},${JSON.stringify(more).slice(1)}`;
}

function ratingsOf({ ratings }: GoldenGame): object {
  const opencritic = ratings.find((rating) => rating.kind === 'opencritic' && mayCount(rating));
  return {
    rating_opencritic: opencritic ? normalised(opencritic) : null,
    ratings: ratings.map((rating) => {
      const { source, kind, value, scale, count } = rating;
      return { source, kind, value, scale, normalised: normalised(rating), count };
    }),
  };
}

function companiesOf({ companies }: GoldenGame, known: GameView['companies']): readonly object[] {
  const bySlug = new Map(known.map((company) => [company.slug, company]));
  return companies.flatMap(({ slug, developer, publisher }) => {
    const company = bySlug.get(slug);
    if (!company) return [];
    const { id, name, country, website } = company;
    return [{ id, slug, name, country: country && alpha2(country), website, developer, publisher }];
  });
}

const salesOf = ({ salesMillion, salesComplete, salesByPlatform, partialSales }: GoldenGame): object => ({
  total_million: salesMillion,
  complete: salesComplete,
  by_platform: salesByPlatform.map(({ platform, total, regions }) => ({ platform, million: total, regions })),
  partial: partialSales.map(({ title, platform, year, total, regions }) => ({
    ...{ title, platform, year, million: total, regions },
  })),
});
