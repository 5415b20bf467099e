import fc from 'fast-check';
import { SAMPLE_FILES } from '../../libs/games/src/application/sample/sample-files';
import { type SampleWish, sampleRecords } from '../../libs/games/src/application/sample/sample-wish';
import { MeasureCatalogue } from '../../libs/games/src/application/catalogue/measure-catalogue';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';

const WISH: SampleWish = { games: 120, seed: 7 };

const FILES = {
  'games-igdb': 'igdb.json',
  'games-sales': 'sales.csv',
  'games-opencritic': 'opencritic.csv',
  'games-sql': 'vestimlib.ndjson',
  'games-elasticsearch': 'elasticsearch.ndjson',
} as const;

const REVIEWS = `SELECT concat_ws(' ', a.source, a.source_key, b.source, b.source_key, v.reason, v.confidence, v.evidence) AS said
  FROM game_review v JOIN game_record a ON a.id = v.record_id LEFT JOIN game_record b ON b.id = v.candidate_id
  WHERE v.state = 'open' ORDER BY 1`;

interface State {
  readonly clusters: readonly string[];
  readonly reviews: readonly { readonly said: string }[];
}

describe('records in any order', () => {
  let catalogue: Catalogue;
  let records: readonly number[];
  let whole: State;

  const state = async (): Promise<State> => ({
    clusters: await catalogue.clusters(),
    reviews: await catalogue.rows<{ said: string }>(REVIEWS),
  });

  /** They come, or go, as one import of these alone would make them. */
  const move = (ids: readonly number[], withdrawn: boolean): Promise<unknown> =>
    catalogue.golden.revise(async (session) => {
      const at = withdrawn ? 'now()' : 'NULL';
      await session.query(`UPDATE game_record SET withdrawn_at = ${at} WHERE id = ANY($1)`, [ids]);
      return { records: ids };
    });

  beforeAll(async () => {
    catalogue = await openCatalogue();
    for (const [dataset, name] of Object.entries(FILES))
      await catalogue.load(dataset, [...SAMPLE_FILES[name](WISH)].join(''));
    records = (await catalogue.rows<{ id: string }>('SELECT id FROM game_record ORDER BY id')).map(({ id }) =>
      Number(id),
    );
    await catalogue.golden.rebuild(true);
    whole = await state();
  });
  afterAll(() => catalogue.close());

  it('are right joins alone, nearly all of them', async () => {
    const known = [...sampleRecords(WISH)].map(({ source, sourceKey, game }) => ({
      source,
      sourceKey,
      truth: String(game),
    }));
    const measure = await new MeasureCatalogue(catalogue.reads).execute(known);
    expect(measure.falseJoins).toEqual([]);
    expect(measure.recall).toBeGreaterThanOrEqual(0.97);
    expect(measure.recallWithReviews).toBeGreaterThanOrEqual(0.99);
  });

  it('become the same games, with the same doubts about them, as all at once', async () => {
    const order = fc.record({
      shuffled: fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
      chunk: fc.integer({ min: 1, max: 60 }),
      passing: fc.subarray([...records], { minLength: 1, maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(order, async ({ shuffled, chunk, passing }) => {
        await catalogue.rows('DELETE FROM game_review');
        await move(records, true);
        for (let from = 0; from < shuffled.length; from += chunk) await move(shuffled.slice(from, from + chunk), false);
        expect(await state()).toEqual(whole);
        await move(passing, true);
        await move(passing, false);
        expect(await state()).toEqual(whole);
        expect(await catalogue.golden.rebuild(false)).toEqual({ games: [], reviewsChanged: false });
      }),
      { numRuns: 6 },
    );
  }, 240_000);

  it('get the same ids on an empty catalogue', async () => {
    await catalogue.golden.rebuild(true);
    const before = await catalogue.exported();
    await move(records, true);
    await move([...records].reverse(), false);
    await catalogue.golden.rebuild(true);
    expect(await catalogue.exported()).toEqual(before);
  });
});
