import { setTimeout as sleep } from 'node:timers/promises';
import { machine } from '../support/identity';
import { type Cells, idOf, opportunitiesFile, SIXTY } from '../support/lending/files';
import { type LendingService, serveLending } from '../support/lending/service';
import { refusal } from '../support/sites-service';

interface Counted {
  readonly value?: string | boolean;
  readonly count: number | null;
  readonly masked: boolean;
}
interface Described {
  readonly known: number;
  readonly missing: number;
  readonly missing_percent: number;
  readonly values: readonly (Counted & { readonly percent_of_known: number | null })[];
}
interface Figures {
  readonly funnel: { readonly after_filters: number; readonly fields: Readonly<Record<string, object>> };
  readonly numeric: Readonly<Record<string, Readonly<Record<string, number | null>> & { histogram: Counted[] }>>;
  readonly categorical: Readonly<Record<string, Described>>;
  readonly cross_tabs: readonly {
    readonly rows: { readonly dimension: string; readonly values: readonly unknown[] };
    readonly columns: { readonly dimension: string; readonly values: readonly unknown[] };
    readonly cells: readonly (readonly Counted[])[];
    readonly row_totals: readonly Counted[];
    readonly column_totals: readonly Counted[];
    readonly total: number | null;
    readonly cramers_v: number | null;
    readonly median_revenue_by_row: readonly (number | null)[];
  }[];
  readonly modal_profile: { readonly marginal: object; readonly joint: readonly object[] };
  readonly by_month: readonly Counted[];
}
interface Body extends Figures {
  readonly generation: number;
  readonly groups: readonly (Figures & { readonly value: string | null; readonly values: readonly string[] })[];
}

const F60 = opportunitiesFile(SIXTY);
const PRIVATE = 'Salarié du privé';
const CDI = "CDI période d'essai terminée";

async function profileOf(lending: LendingService, query = ''): Promise<Body> {
  const answer = await lending.get(`/borrowers/profile${query}`);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(answer.headers['etag']).toBeUndefined();
  return answer.body as unknown as Body;
}

/** `value count percent`, `value masked`. */
const shown = ({ values }: Described): string[] =>
  values.map(({ value, count, masked, percent_of_known: percent }) =>
    masked ? `${String(value)} masked ${String(count)} ${String(percent)}` : `${String(value)} ${count} ${percent}`,
  );
const counts = (cells: readonly Counted[]): (number | null)[] => cells.map(({ count }) => count);
const category = ({ categorical }: Figures): string[] => shown(categorical['categorie_professionnelle']!);

const TOO_FEW = '422 lending.population-too-small';
const refused = async (lending: LendingService, query: string): Promise<string> =>
  refusal(await lending.get(`/borrowers/profile${query}`));

describe('the profile of sixty borrowers', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
    await lending.load('opportunities', F60);
  });
  afterAll(() => lending.close());

  it('has the figures that can be computed by hand', async () => {
    const { funnel, numeric, categorical, ...head } = await profileOf(lending);
    expect(head).toMatchObject({ generation: 1, synthetic: false, k: 11, filters: {}, population: 'all' });
    expect(funnel).toMatchObject({
      ...{ read: 60, rejected: 0, duplicates: 0, skipped: 0, stored: 60, after_filters: 60 },
      fields: {
        age_emprunteur: { missing: 1, implausible: 3, usable: 56 },
        revenu_total: { missing: 0, implausible: 1, usable: 59 },
        banque_principale: { missing: 10, implausible: 0, usable: 50 },
        contrat_travail: { missing: 3, implausible: 0, usable: 57 },
      },
    });
    const quartiles = { n: 56, mean: 39.39, stdev: 11.72, p5: null, p25: 29, median: 39.5, p75: 49, p95: null };
    expect(numeric['age_emprunteur']).toMatchObject(quartiles);
    expect(numeric['revenu_total']).toMatchObject({ n: 59, mean: 4500, p25: 3050, median: 4500, p75: 5950 });
    expect(numeric['deposit']).toMatchObject({ n: 0, mean: null, stdev: null, median: null, histogram: [] });
    expect(Object.keys(numeric['age_emprunteur']!)).not.toContain('min');
    expect(shown(categorical['deja_souscrit_credit_immo']!)).toEqual(['false 36 60', 'true 24 40']);
    expect(head.by_month).toEqual([{ month: '2024-01', count: 60, masked: false }]);
  });

  it('masks small counts, and others with them', async () => {
    const {
      categorical,
      cross_tabs: [table],
      ...body
    } = await profileOf(lending);
    expect(category({ categorical, cross_tabs: [], ...body })).toEqual([
      `${PRIVATE} 36 60`,
      'Dirigeant de société masked null null',
      'Retraité masked null null',
      'Salarié du public masked null null',
    ]);
    expect(shown(categorical['contrat_travail']!)).toEqual([
      `${CDI} 40 70.2`,
      'CDD masked null null',
      'Fonctionnaire ou assimilé masked null null',
    ]);
    expect(shown(categorical['banque_principale']!)).toEqual([
      'CREDIT AGRICOLE 20 40',
      'BOURSOBANK masked null null',
      'CIC masked null null',
    ]);
    expect(categorical['banque_principale']).toMatchObject({ known: 50, missing: 10, missing_percent: 16.7 });
    expect(table?.rows.values).toEqual([PRIVATE, 'Dirigeant de société', 'Salarié du public']);
    expect(table?.cells.map(counts)).toEqual([
      [34, null, null],
      [null, 0, 0],
      [null, 0, 15],
    ]);
    expect(counts(table?.row_totals ?? [])).toEqual([36, null, null]);
    expect(counts(table?.column_totals ?? [])).toEqual([40, null, null]);
    expect(table).toMatchObject({ total: 57, cramers_v: null, median_revenue_by_row: [3350, null, null] });
  });

  it('of plausible ages alone', async () => {
    const body = await profileOf(lending, '?population=plausible_age');
    expect(body.funnel.after_filters).toBe(56);
    expect(category(body)[0]).toBe(`${PRIVATE} 36 64.3`);
    expect(body.funnel.fields['age_emprunteur']).toEqual({ missing: 0, implausible: 0, usable: 56 });
  });

  it('tells the most frequent combinations, as long as they are not of a few', async () => {
    const { marginal, joint } = (await profileOf(lending)).modal_profile;
    const axes = ['categorie_professionnelle', 'contrat_travail', 'deja_souscrit_credit_immo', 'banque_principale'];
    const masked = { values: null, count: null, share_percent: null, masked: true };
    expect(joint).toEqual([
      { dimensions: axes.slice(0, 2), values: [PRIVATE, CDI], count: 34, share_percent: 56.7, masked: false },
      { dimensions: axes.slice(0, 3), values: [PRIVATE, CDI, false], count: 21, share_percent: 35, masked: false },
      { dimensions: axes, ...masked },
      { dimensions: [...axes, 'age_band'], ...masked },
    ]);
    // Two banks are as frequent, and one of them is masked: the other one is told.
    expect(marginal).toMatchObject({
      ...{ age_emprunteur: 39.5, revenu_total: 4500, deposit: null, banque_principale: 'CREDIT AGRICOLE' },
      ...{ deja_souscrit_credit_immo: false, categorie_professionnelle: PRIVATE, contrat_travail: CDI },
    });
  });

  it('is of the same k or a higher one', async () => {
    expect(category(await profileOf(lending, '?k=40'))).toEqual([
      'Dirigeant de société masked null null',
      'Retraité masked null null',
      `${PRIVATE} masked null null`,
      'Salarié du public masked null null',
    ]);
    expect(await refused(lending, '?k=10')).toBe('400 platform.invalid-parameters ?k');
    expect(await refused(lending, '?k=61')).toBe(TOO_FEW);
  });

  it('is of some alone, with every month that is meant', async () => {
    const one = await profileOf(lending, '?stage_name=6-Perdue&from=2024-01&to=2024-01');
    expect(one.funnel.after_filters).toBe(45);
    expect(one).toMatchObject({ filters: { from: '2024-01', to: '2024-01', stage_name: ['6-Perdue'] } });
    const both = await profileOf(lending, '?stage_name[in]=6-Perdue,5-Gagn%C3%A9e');
    expect(both.funnel.after_filters).toBe(60);
    expect(await refused(lending, '?from=2024-02')).toBe(TOO_FEW);
    expect(await refused(lending, '?stage_name=7-Inconnue')).toBe(TOO_FEW);
  });

  it('is told for each value of a dimension', async () => {
    const { groups, ...head } = await profileOf(lending, '?by=stage_name');
    expect(head).toMatchObject({ by: 'stage_name', missing: 0 });
    expect(groups.map(({ value, funnel }) => [value, funnel.after_filters])).toEqual([
      ['6-Perdue', 45],
      ['5-Gagnée', 15],
    ]);
    const folded = await profileOf(lending, '?by=categorie_professionnelle');
    expect(folded.groups.map(({ value, values, funnel }) => [value, values, funnel.after_filters])).toEqual([
      [PRIVATE, [PRIVATE], 36],
      [null, ['Dirigeant de société', 'Retraité', 'Salarié du public'], 24],
    ]);
  });

  it('is told as CSV', async () => {
    const { text, headers } = await lending.get('/borrowers/profile?format=csv');
    expect(headers['content-type']).toContain('text/csv');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('section,dimension,value,measure,number');
    expect(lines).toEqual(
      expect.arrayContaining([
        'funnel,,,after_filters,60',
        'numeric,age_emprunteur,,mean,39.39',
        'numeric,age_emprunteur,,p5,',
        'numeric,montant_pret_principal,100000..150000,count,49',
        'categorical,banque_principale,CIC,count,',
        'categorical,deja_souscrit_credit_immo,true,percent_of_known,40',
        `cross_tab,categorie_professionnelle × contrat_travail,${PRIVATE} × ${CDI},count,34`,
        `cross_tab,categorie_professionnelle × contrat_travail,${PRIVATE},median_revenue,3350`,
        `modal_profile,categorie_professionnelle,${PRIVATE},mode,`,
        'by_month,month,2024-01,count,60',
      ]),
    );
    expect((await lending.get('/borrowers/profile?by=stage_name&format=csv')).text).toContain(
      'funnel (stage_name: 5-Gagnée),,,after_filters,15',
    );
  });

  it.each([
    ['colour=red', 'colour'],
    ['stage=6-Perdue', 'stage'],
    ['stage_name[contains]=6', 'stage_name[contains]'],
    ['by=borrower_age', 'by'],
    ['cross=origin', 'cross'],
    ['cross=origin,origin', 'cross'],
    ['cross=origin,stage_name;stage_name,origin', 'cross'],
    ['k=4', 'k'],
    ['k=ten', 'k'],
    ['population=some', 'population'],
    ['from=2024-13', 'from'],
    ['from=2024-02&to=2024-01', 'to'],
    ['origin=Web&origin[in]=Web', 'origin[in]'],
    ['format=ndjson', 'format'],
  ])('refuses %s by name', async (query, parameter) => {
    const { status, body } = await lending.get(`/borrowers/profile?${query}`);
    expect([status, (body['errors'] as { parameter: string }[]).map((fault) => fault.parameter)]).toEqual([
      400,
      [parameter],
    ]);
  });
});

describe('a profile of few', () => {
  it('is refused, and so is one that differs from another by a few', async () => {
    const lending = await serveLending();
    const origins = (i: number): Cells =>
      i < 4 ? { Origine__c: 'Franchise', UsagBien__c: 'x' } : { UsagBien__c: i < 7 ? 'y' : 'x' };
    await lending.load('opportunities', opportunitiesFile(SIXTY.map((row, i) => ({ ...row, ...origins(i) }))));
    const refusals = ['?origin=Franchise', '?property_use=x', '?property_use[in]=x,y&origin=Web', '?to=2023-12'];
    for (const query of refusals) {
      expect(await refused(lending, query)).toBe(TOO_FEW);
      const { title, detail, errors } = (await lending.get(`/borrowers/profile${query}`)).body;
      expect(JSON.stringify([title, detail, errors])).not.toMatch(/\d/);
    }
    await lending.close();
  });

  it('is what the operator says', async () => {
    const lending = await serveLending({ lendingK: 5 });
    await lending.load('opportunities', F60);
    expect(category(await profileOf(lending))).toEqual([
      `${PRIVATE} 36 60`,
      'Salarié du public 15 25',
      'Dirigeant de société masked null null',
      'Retraité masked null null',
    ]);
    await lending.close();
  });
});

describe('a cross tab', () => {
  const rowsOf = (small: number): Cells[] => {
    const cells = [
      ['A', 'Maison', 60],
      ['A', 'Autres', 40],
      ['B', 'Maison', 30],
      ['B', 'Autres', 20],
      ['C', 'Maison', 25],
      ['C', 'Autres', small],
    ] as const;
    const kinds = cells.flatMap(([SituActu__c, TypBien__c, count]) =>
      Array.from({ length: count }, () => ({ SituActu__c, TypBien__c })),
    );
    return kinds.map((kind, i) => ({ ...SIXTY[0], Id: idOf('006', i + 1), ...kind }));
  };
  const ASKED = '?cross=situation,property_type';

  it('masks what its totals would betray, and tells all where nothing is small', async () => {
    const lending = await serveLending();
    await lending.load('opportunities', opportunitiesFile(rowsOf(3)));
    const [masked] = (await profileOf(lending, ASKED)).cross_tabs;
    expect(masked?.rows).toEqual({ dimension: 'situation', values: ['A', 'B', 'C'] });
    expect(masked?.cells.map(counts)).toEqual([
      [60, 40],
      [null, null],
      [null, null],
    ]);
    expect(counts([...(masked?.row_totals ?? []), ...(masked?.column_totals ?? [])])).toEqual([100, 50, 28, 115, 63]);
    expect(masked).toMatchObject({ total: 178, cramers_v: null });

    await lending.load('opportunities', opportunitiesFile(rowsOf(14)));
    const [open] = (await profileOf(lending, ASKED)).cross_tabs;
    expect(open?.cells.flat().filter((cell) => cell.masked)).toEqual([]);
    expect(open).toMatchObject({ total: 189, cramers_v: 0.034 });
    await lending.close();
  });
});

describe('the profile of the sample', () => {
  it('is what the sample promises', async () => {
    const lending = await serveLending();
    await lending.load('opportunities');
    const body = await profileOf(lending);
    expect(body).toMatchObject({ synthetic: true, funnel: { read: 10_000, stored: 10_000 } });
    expect(body.funnel.fields['age_emprunteur']).toEqual({ missing: 300, implausible: 80, usable: 9_620 });
    const age = body.numeric['age_emprunteur']!;
    expect([age['p25'], age['median'], age['p75']]).toEqual([29, 36, 44]);
    expect(Math.abs((age['mean'] ?? 0) - 37.3)).toBeLessThanOrEqual(0.1);
    expect(Math.abs((body.numeric['revenu_total']!['median'] ?? 0) - 3833)).toBeLessThanOrEqual(20);
    const percents: [string, string | boolean, number][] = [
      ['categorie_professionnelle', PRIVATE, 72.2],
      ['categorie_professionnelle', 'Salarié du public', 15.5],
      ['contrat_travail', CDI, 79.1],
      ['contrat_travail', 'Fonctionnaire ou assimilé', 14.3],
      ['deja_souscrit_credit_immo', true, 40.8],
    ];
    for (const [dimension, value, percent] of percents) {
      const found = body.categorical[dimension]!.values.find((one) => one.value === value);
      expect(Math.abs((found?.percent_of_known ?? 0) - percent)).toBeLessThanOrEqual(0.3);
    }
    await lending.close();
  });
});

describe('a profile and its data', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
    await lending.load('opportunities', F60);
  });
  afterAll(() => lending.close());

  it('are of one version while an import publishes', async () => {
    const later = { TotRev__c: '9000.0', Origine__c: 'Franchise', MontPretPricip__c: '1000.0' };
    const richer = SIXTY.map((row) => ({ ...row, ...later }));
    const versions = ['[4500,130500,["Web 60 100"]]', '[9000,1000,["Franchise 60 100"]]'];
    const seen = new Map<number, Set<string>>();
    const importing = { done: false };
    let k = 11;
    const read = async (): Promise<void> => {
      // Each time another k, so that nothing is told from memory.
      while (!importing.done) {
        const { generation, numeric, categorical } = await profileOf(lending, `?k=${(k++ % 30) + 11}`);
        const means = [numeric['revenu_total']!['mean'], numeric['montant_pret_principal']!['mean']];
        const version = JSON.stringify([...means, shown(categorical['origin']!)]);
        seen.set(generation, (seen.get(generation) ?? new Set()).add(version));
        await sleep(1);
      }
    };
    const readers = [read(), read()];
    for (const rows of [richer, SIXTY, richer]) await lending.load('opportunities', opportunitiesFile(rows));
    importing.done = true;
    await Promise.all(readers);
    expect(seen.size).toBeGreaterThan(1);
    for (const [generation, told] of seen) expect([...told]).toEqual([versions[(generation + 1) % 2]]);
  });

  it('are told anew once a borrower is erased', async () => {
    const before = await profileOf(lending);
    expect(before.funnel.after_filters).toBe(60);
    const { status } = await lending.call('DELETE', `/opportunities/${idOf('006', 30)}`);
    expect(status).toBe(204);
    const after = await profileOf(lending);
    expect(after.funnel).toMatchObject({ stored: 59, after_filters: 59 });
  });
});

describe('where access is protected', () => {
  it('the profile needs its own scope', async () => {
    const lending = await serveLending({ access: 'protected' });
    await lending.load('opportunities', F60);
    expect((await lending.get('/borrowers/profile')).status).toBe(401);
    const { app } = lending.service;
    const status = async (scope: string): Promise<number> =>
      (await lending.get('/borrowers/profile', await machine(app, scope))).status;
    expect([await status('lending:read'), await status('lending:statistics')]).toEqual([403, 200]);
    await lending.close();
  });
});
