import fc from 'fast-check';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { igdbFile, salesFile } from '../support/games/sales-file';

const LATIN = ['Harbour', 'Harbours', 'Lighthouse', 'Lighthouses', 'Quay', 'Kite', 'Willow', 'Ember', 'Thicket'];
const CYRILLIC = ['Гавань', 'Гавани', 'Кораблик', 'Кораблики'];
const EDITIONS = LATIN.map((word) => `${word} Edition`);

/** First words, companies, platforms and years that collide, so that a doubt hangs on records far from its own. */
const title = fc
  .tuple(
    fc.constantFrom('Star', 'Star', 'Comet', 'Звезда'),
    fc.constantFrom('', '', ...LATIN, ...CYRILLIC),
    fc.constantFrom('', ...LATIN, ...CYRILLIC, ...EDITIONS),
    fc.constantFrom('', '', '', '', '', '2', 'II', 'HD', ': Gold Edition', 'Brass Edition'),
  )
  .map((words) => words.filter((word) => word !== '').join(' '));

interface Game {
  readonly name: string;
  readonly alternative: string | null;
  readonly companies: readonly string[];
  readonly platforms: readonly string[];
  readonly year: number | null;
}

const game: fc.Arbitrary<Game> = fc.record({
  name: title,
  alternative: fc.option(title, { freq: 12 }),
  companies: fc.uniqueArray(fc.constantFrom('Brass Owl', 'North Quay', 'Lantern'), { minLength: 1, maxLength: 2 }),
  platforms: fc.uniqueArray(fc.constantFrom('PC', 'Wii', 'PS2'), { minLength: 1, maxLength: 2 }),
  year: fc.option(fc.integer({ min: 2000, max: 2006 }), { freq: 8 }),
});

const IGDB_PLATFORMS: Readonly<Record<string, number>> = { PC: 6, Wii: 5, PS2: 8 };

const asIgdb = ({ name, alternative, companies, platforms, year }: Game, id: number): object => ({
  ...{ id, name, alternative_names: alternative === null ? [] : [{ name: alternative }] },
  platforms: platforms.map((platform) => ({ id: IGDB_PLATFORMS[platform], name: platform })),
  involved_companies: companies.map((company) => ({ company: { name: company }, developer: true })),
  ...(year !== null && { release_dates: [{ y: year, date_format: 2, date: Date.UTC(year, 11, 31) / 1000 }] }),
});

const asSales = ({ name, companies, platforms, year }: Game, rank: number): string =>
  [rank, name, platforms[0], year ?? 'N/A', 'Racing', companies[0], 0.1, 0.1, 0, 0, 0.2].join(',');

/** So many of each source. */
const SIZE = 50;

const place = fc.nat({ max: 3 * SIZE - 1 });

const steps = fc.oneof(
  // Records come or go.
  { weight: 4, arbitrary: fc.record({ moved: fc.uniqueArray(place, { minLength: 1, maxLength: 6 }) }) },
  // One of IGDB becomes another.
  { weight: 4, arbitrary: fc.record({ retold: fc.nat({ max: SIZE - 1 }), game }) },
  { weight: 1, arbitrary: fc.record({ joined: fc.tuple(place, place).filter(([a, b]) => a !== b) }) },
  { weight: 1, arbitrary: fc.record({ refused: place }) },
);

type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

const REVIEWS = `SELECT record_id, candidate_id, reason, confidence, evidence, state, settled_reason FROM game_review
  WHERE state <> 'withdrawn' ORDER BY reason, record_id, candidate_id`;

const SETTLED = `SELECT id, record_id, candidate_id, state, settled_at FROM game_review WHERE state = 'rejected' ORDER BY id`;

const DECIDE = `INSERT INTO game_decision (record_a, record_b, verdict, reason) VALUES ($1, $2, $3, 'test')
  ON CONFLICT DO NOTHING`;

describe('doubts after small imports', () => {
  let catalogue: Catalogue;
  let records: readonly number[];

  beforeAll(async () => {
    catalogue = await openCatalogue();
    const games = fc.sample(game, { seed: 11, numRuns: 3 * SIZE });
    await catalogue.load('games-igdb', igdbFile(...games.slice(0, 2 * SIZE).map(asIgdb)));
    // A third source: half of them are told by another.
    await catalogue.rows(`UPDATE game_record SET source = 'sql', external_ids = '{}' WHERE source_key::integer >= $1`, [
      SIZE,
    ]);
    await catalogue.load('games-sales', salesFile(...games.slice(2 * SIZE).map(asSales)));
    records = (await catalogue.rows<{ id: string }>('SELECT id FROM game_record ORDER BY id')).map(({ id }) =>
      Number(id),
    );
    await catalogue.golden.rebuild(true);
  });
  afterAll(() => catalogue.close());

  const move = (ids: readonly number[]): Promise<unknown> =>
    catalogue.golden.revise(async (session) => {
      const turned = 'CASE WHEN withdrawn_at IS NULL THEN now() END';
      await session.query(`UPDATE game_record SET withdrawn_at = ${turned} WHERE id = ANY($1)`, [ids]);
      return { records: ids };
    });

  const join = (ids: readonly number[]): Promise<unknown> =>
    catalogue.golden.revise(async (session) => {
      await session.query(DECIDE, [Math.min(...ids), Math.max(...ids), 'must_link']);
      return { records: ids };
    });

  const refuse = (which: number): Promise<unknown> =>
    catalogue.golden.revise(async (session) => {
      const { rows } = await session.query<{ id: number; pair: number[] }>(
        `SELECT id, ARRAY[record_id, candidate_id]::integer[] AS pair FROM game_review
         WHERE state = 'open' AND candidate_id IS NOT NULL ORDER BY record_id, candidate_id, reason`,
      );
      const { id, pair = [] } = rows[which % Math.max(rows.length, 1)] ?? {};
      if (id === undefined) return { records: [] };
      await session.query(DECIDE, [Math.min(...pair), Math.max(...pair), 'cannot_link']);
      await session.query(`UPDATE game_review SET state = 'rejected', settled_at = now() WHERE id = $1`, [id]);
      return { records: pair };
    });

  const take = (step: Step): Promise<unknown> => {
    if ('moved' in step) return move(step.moved.map((at) => records[at]!));
    if ('joined' in step) return join(step.joined.map((at) => records[at]!));
    if ('refused' in step) return refuse(step.refused);
    return catalogue.load('games-igdb', igdbFile(asIgdb(step.game, step.retold)));
  };

  it('are those of a rebuild, and what a person settled stays', async () => {
    const walk = fc.array(steps, { minLength: 25, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(walk, async (taken) => {
        for (const step of taken) {
          await take(step);
          const [reviews, clusters] = [await catalogue.rows(REVIEWS), await catalogue.clusters()];
          const settled = await catalogue.rows(SETTLED);
          const rebuilt = await catalogue.golden.rebuild(false);
          expect(reviews).toEqual(await catalogue.rows(REVIEWS));
          expect(clusters).toEqual(await catalogue.clusters());
          expect(settled).toEqual(await catalogue.rows(SETTLED));
          expect(rebuilt).toEqual({ games: [], reviewsChanged: false });
        }
      }),
      // One walk goes on where the other ended.
      { numRuns: 2, seed: 5, endOnFailure: true },
    );
  }, 120_000);
});
