import { listService, type ListService } from '../support/listed-sites';

/** Few values for many rows: every key is shared, and half of the rows lack each country's own. */
const SITES = [
  `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
   SELECT 'FR', (ARRAY['a', 'B', 'é', 'z'])[1 + i % 4], date '2026-01-01' + i, 10 * (1 + i % 3), i % 2, (i % 3) / 10.0
   FROM generate_series(1, 30) i`,
  `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, efficiency)
   SELECT 'IT', (ARRAY['a', 'É', 'z'])[1 + i % 3], date '2026-01-03' + 7 * (i % 4), 10 * (1 + i % 2), i % 2, (i % 4) / 10.0
   FROM generate_series(1, 30) i`,
];

const SORTS = [
  ...['id', 'country', 'name', 'installation_date', 'max_power_megawatt', 'min_power_megawatt'],
  ...['useful_energy_at_1_megawatt', 'efficiency', 'created_at', 'updated_at'],
  ...['name,max_power_megawatt', 'max_power_megawatt,-name', 'efficiency,name', 'name,efficiency'],
  ...['efficiency,-useful_energy_at_1_megawatt', 'country,-efficiency,name', '-min_power_megawatt,efficiency,-id'],
];

const reversed = (sort: string): string =>
  sort
    .split(',')
    .map((key) => (key.startsWith('-') ? key.slice(1) : `-${key}`))
    .join(',');

const orderOf = (sort: string): string =>
  [...sort.split(','), 'id']
    .map((key) => (key.startsWith('-') ? `${key.slice(1)} DESC NULLS LAST` : `${key} NULLS LAST`))
    .join(', ');

describe('a walk through a list', () => {
  let service: ListService;

  beforeAll(async () => {
    service = await listService();
    for (const statement of SITES) await service.sql(statement);
  }, 120_000);

  afterAll(async () => {
    await service.close();
  });

  const expected = async (sort: string): Promise<number[]> => {
    const rows = await service.sql<{ id: number }>(`SELECT id FROM sites ORDER BY ${orderOf(sort)}`);
    return rows.map(({ id }) => id);
  };

  it.each(SORTS.flatMap((sort) => [sort, reversed(sort)]))('by %s meets each row once, in order', async (sort) => {
    const ids = await expected(sort);
    for (const limit of [3, 60])
      expect(await service.walk(`/sites?sort=${sort}&limit=${limit}&fields=id`, 'id')).toEqual(ids);
    expect(await service.walk(`/sites?sort=${sort}&limit=20&fields=id&page=1`, 'id')).toEqual(ids);
    const { body } = await service.get(`/sites?sort=${sort}&fields=id&format=csv`);
    expect(body.trim().split('\r\n').slice(1).map(Number)).toEqual(ids);
  });

  it('is not disturbed by rows that come and go', async () => {
    const first = (await service.get('/sites?sort=-efficiency&limit=20&fields=id')).page;
    const gone = first.data.map(({ id }) => id);
    await service.sql('UPDATE sites SET efficiency = 0.95 WHERE id = $1', [gone.at(-1)]);
    const rest = await service.walk(first.links.next ?? '', 'id');
    expect(new Set([...gone, ...rest]).size).toBe(60);
    expect(gone.length + rest.length).toBe(60);
  });
});
