import { companyName, countryOf, websiteOf } from '../../domain/sample/sample-game';
import { SAMPLE_GENRES } from '../../domain/sample/sample-genres';
import { companiesOf, type SqlGame } from '../../domain/sample/sample-records';
import { sampleRecords, type SampleWish } from './sample-wish';

/** The same database as its reader tells it: one game a line, in the order of the ids as texts. */
export function* vestimlibLines(wish: SampleWish): Generator<string> {
  const games: SqlGame[] = [];
  for (const record of sampleRecords(wish)) if (record.source === 'sql') games.push(record.body);
  games.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  for (const game of games) yield `${JSON.stringify(item(game))}\n`;
}

function item({ id, title, cover, rating, ratingCount, ratingOpencritic, ...game }: SqlGame): object {
  return {
    ...{ mapping: 'vestimlib', scheme: 'igdb', licence: 'invented', id: String(id) },
    game: { id, name: title, cover, rating, rating_count: ratingCount, rating_opencritic: ratingOpencritic },
    releases: game.platforms.map((platform) => ({
      ...{ game_id: id, platform: platform.name, platform_id: platform.igdb },
      release_date: game.releaseDate.replace(' ', 'T'),
    })),
    genres: game.genres.map((genre) => ({ game_id: id, genre: SAMPLE_GENRES[genre], genre_id: genre })),
    companies: companiesOf(game).map(({ number, developer, publisher }) => ({
      ...{ game_id: id, name: companyName(number), country: Number(countryOf(number)), website: websiteOf(number) },
      ...{ developer, publisher },
    })),
    texts: [],
  };
}
