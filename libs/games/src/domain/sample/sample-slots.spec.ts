import { titleFeatures } from '../title/title-key';
import { CYCLE, cycleOf } from './sample-slots';

const CYCLES = 13;
const all = Array.from({ length: CYCLES }, (_, cycle) => cycleOf({ seed: 1, cycle })).flat();
interface Told {
  readonly source: string;
  readonly sourceKey: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const records = all.flat().map(({ source, sourceKey, body }): Told => ({ source, sourceKey, body: { ...body } }));
const titles = records.flatMap(({ body }) =>
  [body['name'], body['Name'], body['title']].filter((title) => typeof title === 'string'),
);
const features = titles.map((title) => titleFeatures(title));
const kinds = (type: number): number => records.filter(({ body }) => body['game_type'] === type).length;

describe('the games of a sample', () => {
  it('are forty of sixty records in each cycle, in every source', () => {
    for (const games of [0, 1, 11].map((cycle) => cycleOf({ seed: 1, cycle }))) {
      expect([games.length, games.flat().length]).toEqual([CYCLE, 60]);
      expect(new Set(games.flat().map(({ source }) => source)).size).toBe(5);
    }
  });

  it('have records of their own', () => {
    expect(new Set(records.map(({ source, sourceKey }) => `${source} ${sourceKey}`)).size).toBe(records.length);
  });

  it('have ids that IGDB never gave, so that they join no real game', () => {
    const ids = records
      .filter(({ source }) => source === 'igdb' || source === 'sql' || source === 'elasticsearch')
      .map(({ sourceKey }) => Number(sourceKey.split(':').at(-1)));
    expect([Math.min(...ids) >= 1e9, Math.max(...ids) < 2 ** 31]).toEqual([true, true]);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(cycleOf({ seed: 1, cycle: 2 })).toEqual(cycleOf({ seed: 1, cycle: 2 }));
    expect(cycleOf({ seed: 2, cycle: 2 })).not.toEqual(cycleOf({ seed: 1, cycle: 2 }));
  });

  it.each([
    ['sequels in Roman numerals', features.filter(({ numeralForm }) => numeralForm === 'roman').length],
    ['sequels in Arabic numerals', features.filter(({ numeralForm }) => numeralForm === 'arabic').length],
    ['remakes', features.filter(({ variant }) => variant === 'remake').length],
    ['remasters', features.filter(({ variant }) => variant === 'remaster').length],
    ['known editions', features.filter(({ edition }) => edition !== null).length],
    ['unknown editions', titles.filter((title) => title.endsWith('Nocturne Edition')).length],
    ['trailing articles', titles.filter((title) => title.includes(', The')).length],
    ['marks and curly apostrophes', titles.filter((title) => /’.*™/.test(title)).length],
    ['titles with an alternative', records.filter(({ body }) => 'alternative_names' in body).length],
    ['French titles without one', titles.filter((title) => /^Zephra (La|Le|L’) ?/.test(title)).length],
    ['composite titles', features.filter(({ composite }) => composite).length],
    ['partial figures', features.filter(({ notes }) => notes.includes('sales')).length],
    ['qualifiers', features.filter(({ qualifier }) => qualifier !== null).length],
    ['non-Latin titles', features.filter(({ key }) => /\p{Script=Han}/u.test(key)).length],
    ['additional contents', kinds(1)],
    ['bundles', kinds(3)],
    ['ports', kinds(11)],
    ['missing years', records.filter(({ body }) => body['Year'] === 'N/A').length],
    ['local midnights', records.filter(({ body }) => String(body['releaseDate']).endsWith('23:00:00')).length],
    [
      'documents without title',
      records.filter(({ source, body }) => source === 'elasticsearch' && !('title' in body)).length,
    ],
  ])('hold %s at least three times in 500', (_, count) => {
    expect(count).toBeGreaterThanOrEqual(3);
  });
});
