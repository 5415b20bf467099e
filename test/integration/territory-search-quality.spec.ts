import { randomInt } from 'node:crypto';
import type { Database } from '@hexagone/platform';
import { ListAreas } from '../../libs/territory/src/application/list-areas';
import { SqlAreaReads } from '../../libs/territory/src/infrastructure/persistence/sql-area-reads';
import { SqlNameSearch } from '../../libs/territory/src/infrastructure/persistence/sql-name-search';
import { databaseWithTerritory, type FreshDatabase, openDatabase } from '../support/database';
import { loadTerritory } from '../support/territory';

interface Sampled {
  readonly code: string;
  readonly nom: string;
  readonly postalCode: string | null;
}

/** Another draw each time; both may be set to see a run again. */
const SEED = Number(process.env['SEARCH_SEED'] ?? randomInt(2 ** 31));
const SAMPLE = Number(process.env['SEARCH_SAMPLE'] ?? 300);

/** mulberry32: a small generator that a seed repeats. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const random = generator(SEED);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function withOneError(name: string): string {
  const letters = Array.from(name);
  const at = random(letters.length);
  const letter = LETTERS.charAt(random(LETTERS.length));
  const kind = random(4);
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letter);
  else if (kind === 2) letters.splice(at, 1, letter);
  else letters.splice(at, 2, ...letters.slice(at, at + 2).reverse());
  return letters.join('');
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/œ/giu, 'oe');

/** As the postal service labels it: `SAINT-ÉTIENNE` is `ST ETIENNE`. */
const label = (name: string): string =>
  plain(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .replace(/\bSAINT(E?)(S?)\b/g, 'ST$1$2');

const FORMS: Readonly<Record<string, (commune: Sampled) => string>> = {
  official: ({ nom }) => nom,
  capitals: ({ nom }) => nom.toLocaleUpperCase('fr-FR'),
  slug: ({ nom }) =>
    plain(nom)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
  label: ({ nom }) => label(nom),
  error: ({ nom }) => withOneError(nom),
  postal: ({ nom, postalCode }) => `${nom} ${postalCode ?? ''}`,
  prefix: ({ nom }) => nom.slice(0, Math.ceil(nom.length * 0.6)),
};

describe(`quality of the search by name, on ${SAMPLE} communes drawn with seed ${SEED}`, () => {
  let fresh: FreshDatabase;
  let database: Database;
  let search: ListAreas;
  let sample: Sampled[];
  const ranks = new Map<string, number[]>();
  const empty = new Map<string, number>();

  beforeAll(async () => {
    fresh = await databaseWithTerritory(loadTerritory);
    database = openDatabase(fresh.url);
    search = new ListAreas(new SqlAreaReads(database), new SqlNameSearch(database));
    const { rows } = await database.query<Sampled>(
      `SELECT code, nom, codes_postaux[1] AS "postalCode" FROM territory.commune WHERE zone <> 'com' ORDER BY code`,
    );
    sample = Array.from({ length: SAMPLE }, () => rows.splice(random(rows.length), 1)[0]).filter(
      (row) => row !== undefined,
    );
    for (const form of Object.keys(FORMS)) await measure(form);
  }, 300_000);

  afterAll(async () => {
    await database.close();
    await fresh.close();
  });

  /** The rank of each commune of the sample when it is searched in this form, four searches at a time. */
  async function measure(form: string): Promise<void> {
    const asked = sample.map((commune) => ({ commune, nom: FORMS[form]?.(commune) ?? '' }));
    const found: number[] = [];
    const worker = async (): Promise<void> => {
      for (let next = asked.pop(); next; next = asked.pop()) {
        const codes = await codesFor(next.nom);
        if (codes.length === 0) empty.set(form, (empty.get(form) ?? 0) + 1);
        const at = codes.indexOf(next.commune.code);
        found.push(at < 0 ? Infinity : at + 1);
      }
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    ranks.set(form, found);
  }

  async function codesFor(nom: string): Promise<string[]> {
    const { ranked = [] } = await search.execute({
      kind: 'commune',
      criteria: {},
      nom,
      widest: 'fuzzy',
      boostPopulation: false,
      shape: { fields: ['code'] },
      offset: 0,
      counted: false,
    });
    return ranked.map(({ id }) => id);
  }

  const within = (form: string, top: number): number =>
    (ranks.get(form) ?? []).filter((rank) => rank <= top).length / SAMPLE;

  /** What three standard deviations of the draw may take from a share that the whole reference keeps. */
  const luck = (share: number): number => 3 * Math.sqrt((share * (1 - share)) / SAMPLE);

  it.each([
    ['official', 5, 0.99],
    ['capitals', 5, 0.99],
    ['slug', 5, 0.99],
    ['label', 5, 0.99],
    ['error', 1, 0.85],
    ['error', 5, 0.97],
    ['postal', 1, 1],
    ['prefix', 5, 0.85],
  ])('%s: among the first %i for a share of %d', (form, top, share) => {
    const measured = within(form, top);
    process.stderr.write(`  ${form} top-${top}: ${(measured * 100).toFixed(1)} %\n`);
    expect(measured).toBeGreaterThanOrEqual(share - luck(share));
  });

  it('one typing error never leaves the caller with nothing', () => {
    expect(empty.get('error') ?? 0).toBe(0);
  });
});
