import { rmSync } from 'node:fs';
import { DatasetRegistry } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import type { DatasetView, RejectRow } from '../../libs/ingestion/src/application/import-reads';
import { ImportWorker } from '../../libs/ingestion/src/application/import-worker';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { RefreshScheduler } from '../../libs/ingestion/src/infrastructure/scheduling/refresh-scheduler';
import { MEASURE_TABLE, MeasuresDataset, measuresOf2018 } from '../support/measures-dataset';
import { testSettings } from '../support/settings';

interface Page<T> {
  readonly data: readonly T[];
  readonly meta: { readonly limit: number; readonly total: number };
  readonly links: { readonly next: string };
}

const DAY = measuresOf2018({ days: 1 });
const CSV = { 'content-type': 'text/csv' };

/** A channel due every minute, to a source that nothing listens on. */
class ScheduledMeasures extends MeasuresDataset {
  override readonly channels = [
    {
      name: 'official',
      cron: '* * * * *',
      timeZone: 'Europe/Paris',
      jitterSeconds: 0,
      locations: () => [{ kind: 'url', url: 'http://127.0.0.1:9/measures.csv' } as const],
    },
  ] as never;
  override readonly options = {
    area: { type: 'text', description: { en: 'Area', fr: 'Zone' }, values: ['FR', 'BRE'] },
  } as const;
}

describe('imports over HTTP', () => {
  let database: FreshDatabase;
  let app: NestFastifyApplication;
  const settings = testSettings({ env: { HEXAGONE_MEASURES_REFRESH: 'on' } });

  beforeAll(async () => {
    database = await freshDatabase();
    ({ app } = await createApp({ settings: { ...settings, databaseUrl: database.url } }));
    await app.get(Database).query(MEASURE_TABLE);
    app.get(DatasetRegistry).add(new ScheduledMeasures());
    app.get(ImportWorker).start();
  });
  afterAll(async () => {
    await app.get(ImportWorker).stop();
    await app.close();
    await database.close();
    rmSync(settings.dataDir, { recursive: true, force: true });
  });

  const call = (method: 'GET' | 'POST', url: string, more: InjectOptions = {}): Promise<LightMyRequestResponse> =>
    app.inject({ method, url, ...more });
  const post = (payload: object): Promise<LightMyRequestResponse> => call('POST', '/imports', { payload });
  const upload = (text: string, query = ''): Promise<LightMyRequestResponse> =>
    call('POST', `/imports?dataset=measures${query}`, { payload: text, headers: CSV });

  async function ended(location: string): Promise<RunRow> {
    for (let tries = 0; tries < 300; tries++) {
      const run = (await call('GET', location)).json<RunRow>();
      if (run.finished_at !== null) return run;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${location} does not end`);
  }
  const done = async (answer: LightMyRequestResponse): Promise<RunRow> => {
    expect([answer.statusCode, answer.body]).toEqual([202, expect.any(String)]);
    return ended(String(answer.headers.location));
  };

  it('takes a file, answers at once and says how it ended', async () => {
    const answer = await upload(DAY);
    expect(answer.statusCode).toBe(202);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({ dataset: 'measures', trigger: 'http', state: 'requested' });
    const run = await done(answer);
    expect(run).toMatchObject({
      state: 'published',
      generation: 1,
      balance: { read: 96, inserted: 48, updated: 0, unchanged: 0, duplicates: 0, rejected: 0, skipped: 48 },
      skipped_by_reason: { blank_quarter: 48 },
      links: { self: `/imports/${run.id}`, rejects: `/imports/${run.id}/rejects` },
    });
    expect(run.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(run).not.toHaveProperty('lease_token');
  });

  it('says that the same file changes nothing', async () => {
    expect(await done(await upload(DAY))).toMatchObject({
      state: 'unchanged',
      balance: { unchanged: 48, skipped: 48 },
    });
  });

  it('reads without writing when asked to', async () => {
    const changed = measuresOf2018({ days: 1, power: (quarter) => (quarter === 0 ? 1 : 40_000 + (quarter % 977)) });
    const run = await done(await upload(changed, '&dry_run=true'));
    expect(run).toMatchObject({ state: 'validated', dry_run: true, balance: { updated: 1, unchanged: 47 } });
    expect((await call('GET', '/datasets/measures')).json()).toMatchObject({ generation: 1 });
  });

  describe('rejects', () => {
    let run: RunRow;
    const line = 'not a day;"=HYPERLINK(""x"")";5';
    beforeAll(async () => {
      run = await done(await upload(`${DAY}${line}\n02/01/2018;00:00;many\n`));
    });

    it('are listed with their reason in the language of the caller', async () => {
      const [en, fr] = await Promise.all(
        ['en', 'fr'].map((language) =>
          call('GET', `/imports/${run.id}/rejects`, { headers: { 'accept-language': language } }),
        ),
      );
      expect(en!.json()).toMatchObject({
        data: [
          {
            line: 98,
            ordinal: 1,
            field: 'date',
            code: 'day_malformed',
            value: 'not a day',
            message: 'This is not a day.',
          },
          { line: 99, code: 'not_a_number', resolved_by: null },
        ],
        meta: { limit: 20, has_more: false, total: 2 },
      });
      expect(fr!.json().data[0].message).toBe('Ce n’est pas un jour.');
    });

    it('are filtered and paged by a cursor that is bound to its filter', async () => {
      const first = await call('GET', `/imports/${run.id}/rejects?limit=1`);
      expect(first.json()).toMatchObject({ data: [{ line: 98 }], meta: { has_more: true } });
      const next = first.json().links.next as string;
      expect(first.headers.link).toBe(`<${next}>; rel="next"`);
      expect((await call('GET', next)).json()).toMatchObject({ data: [{ line: 99 }], meta: { has_more: false } });
      expect((await call('GET', `${next}&code=x`)).statusCode).toBe(400);
      const filtered = await call('GET', `/imports/${run.id}/rejects?code=not_a_number&field=consommation&line=99`);
      expect(filtered.json().data).toHaveLength(1);
    });

    it('are a CSV that begins with the columns of the source and that no spreadsheet executes', async () => {
      const answer = await call('GET', `/imports/${run.id}/rejects`, { headers: { accept: 'text/csv' } });
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="rejects-${run.id}.csv"`);
      const [header, first] = answer.body.replace('\uFEFF', '').split('\r\n');
      expect(header).toBe('Date;Heures;Consommation;_line;_field;_code;_message;_hint'.replaceAll(';', ','));
      expect(first).toBe(`not a day,"'=HYPERLINK(""x"")",5,98,date,day_malformed,This is not a day.,`);
    });

    it('are judged again as somebody corrected them', async () => {
      const csv = (await call('GET', `/imports/${run.id}/rejects?format=csv`)).body;
      const corrected = csv.replace('not a day', '03/01/2018').replace('many', '7');
      const replay = await call('POST', `/imports/${run.id}/replay`, { payload: corrected, headers: CSV });
      expect(await done(replay)).toMatchObject({
        state: 'published',
        replay_of: run.id,
        trigger: 'replay',
        balance: { read: 2, inserted: 2 },
      });
      const { rows } = await app.get(Database).query(`SELECT time, power FROM measure WHERE day = '2018-01-03'`);
      expect(rows).toEqual([{ time: '=HYPERLINK("x")', power: 5 }]);
      const { data: rejects } = (await call('GET', `/imports/${run.id}/rejects`)).json<Page<RejectRow>>();
      expect(rejects.map((reject) => reject.resolved_by)).toEqual([run.id + 1, run.id + 1]);
      expect((await call('POST', `/imports/${run.id}/replay`)).statusCode).toBe(409);
    });
  });

  it('refuses what cannot be asked, naming the member', async () => {
    const answers = await Promise.all([
      post({ dataset: 'mesures' }),
      post({ dataset: 'measures', from: '/etc/passwd' }),
      post({ dataset: 'measures', options: { aera: 'FR' } }),
      post({ dataset: 'measures', from: 'https://example.org/a.csv', accept_guards: ['row-collapse'] }),
      post({ dataset: 'measures', fro: 'official' }),
      post({}),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422, 422, 422, 422]);
    expect(answers.map((answer) => answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer)).toEqual([
      '/dataset',
      '/from',
      '/options/aera',
      '/reason',
      '/fro',
      '/dataset',
    ]);
    expect(answers[0].json().detail).toContain('measures');
    expect((await call('POST', '/imports?dry_run=true', { payload: { dataset: 'measures' } })).statusCode).toBe(400);
  });

  it('answers 404 for what is not there and 400 for what is malformed', async () => {
    const codes = await Promise.all(
      [
        '/imports/999999',
        '/imports/99999999999999999999',
        '/imports/0x1',
        '/imports?state=gone',
        '/imports?limit=0',
        '/datasets/mesures',
      ].map(async (url) => (await call('GET', url)).statusCode),
    );
    expect(codes).toEqual([404, 404, 400, 400, 400, 404]);
    expect((await call('POST', '/imports/999999/abort')).statusCode).toBe(404);
  });

  it('lists the ledger newest first, page by page', async () => {
    const all = (await call('GET', '/imports?dataset=measures&limit=1000')).json<Page<RunRow>>();
    const ids = all.data.map((run) => run.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(all.meta.limit).toBe(100);
    const first = (await call('GET', '/imports?limit=2&count=none')).json();
    expect(first.meta).toEqual({ limit: 2, has_more: true });
    expect((await call('GET', first.links.next)).json().data[0].id).toBe(ids[2]);
    expect((await call('GET', '/imports?state=published&trigger=replay')).json().meta.total).toBe(1);
    const csv = await call('GET', '/imports?format=csv');
    expect(csv.body.split('\r\n')).toHaveLength(ids.length + 2);
  });

  it('names the run that is in the way, and stops it', async () => {
    await app.get(ImportWorker).stop();
    const queued = await post({ dataset: 'measures', from: 'https://example.org/a.csv' });
    expect(queued.statusCode).toBe(202);
    const { id } = queued.json();
    const busy = await post({ dataset: 'measures', from: 'https://example.org/a.csv' });
    expect(busy.statusCode).toBe(409);
    expect(busy.json()).toMatchObject({ type: '/problems/ingestion.busy', run: { id, state: 'requested' } });
    const aborted = await call('POST', `/imports/${id}/abort`, { headers: { 'accept-language': 'fr' } });
    expect(aborted.statusCode).toBe(202);
    expect(aborted.json()).toMatchObject({ state: 'aborted', problem: { title: 'L’import a été arrêté' } });
    expect((await call('POST', `/imports/${id}/abort`)).statusCode).toBe(409);
  });

  it('describes its datasets', async () => {
    const dataset = (await call('GET', '/datasets'))
      .json<Page<DatasetView>>()
      .data.find(({ name }) => name === 'measures');
    expect(dataset).toMatchObject({
      card: { title: { en: 'Measures', fr: 'Mesures' } },
      synthetic: false,
      generation: 2,
      last_run: { state: 'aborted' },
      channels: [{ name: 'official', cron: '* * * * *', time_zone: 'Europe/Paris', enabled: true, next_due_at: null }],
      sources: [{ origin: 'official', channel: 'official', kind: 'url' }],
      options: { area: { type: 'text', values: ['FR', 'BRE'] } },
    });
    expect(dataset?.contract[0]?.['columns']).toContainEqual({
      name: 'consommation',
      synonyms: ['puissance'],
      required: true,
    });
    expect(dataset?.published_run).toEqual(expect.any(Number));
    expect((await call('GET', '/datasets?format=csv')).body).toContain('Mesures');
  });

  it('documents what may be sent', async () => {
    const { paths } = (await call('GET', '/openapi.json')).json<{
      paths: Record<string, Record<string, { requestBody?: { content: object } }>>;
    }>();
    expect(Object.keys(paths['/imports']?.['post']?.requestBody?.content ?? {})).toEqual([
      'application/json',
      'application/octet-stream',
    ]);
    expect(Object.keys(paths['/imports/{id}/replay']?.['post']?.requestBody?.content ?? {})).toEqual(['text/csv']);
  });

  it('shows them on the status page', async () => {
    const status = (await call('GET', '/status.json')).json<{ datasets: { name: string; last_runs: string[] }[] }>();
    const measures = status.datasets.find(({ name }) => name === 'measures');
    expect(measures).toMatchObject({ generation: 2, synthetic: false, last_run: { state: 'aborted' } });
    expect(measures?.last_runs.slice(0, 2)).toEqual(['aborted', 'published']);
    const html = (await call('GET', '/status', { headers: { 'accept-language': 'fr' } })).body;
    expect(html).toContain('Mesures');
    expect(html).toMatch(/●.*– \(\d \/ \d réussis\)/);
  });

  describe('the scheduler', () => {
    const runs = async (): Promise<readonly RunRow[]> =>
      (await call('GET', '/imports?trigger=schedule')).json<Page<RunRow>>().data;
    const sql = (text: string): Promise<unknown> => app.get(Database).query(text);

    it('enters a channel, and asks for nothing before its slot', async () => {
      await app.get(RefreshScheduler).tick();
      const { channels } = (await call('GET', '/datasets/measures')).json();
      const wait = Date.parse(channels[0].next_due_at) - Date.now();
      expect(wait).toBeGreaterThan(-1000);
      expect(wait).toBeLessThanOrEqual(60_000);
    });

    it('makes up many missed slots with one run, whichever of several processes looks', async () => {
      const { app: other } = await createApp({ settings: { ...settings, databaseUrl: database.url } });
      other.get(DatasetRegistry).add(new ScheduledMeasures());
      await sql(`DELETE FROM import_run WHERE trigger = 'schedule'`);
      await sql(`UPDATE dataset_schedule SET next_due_at = now() - interval '1 day'`);
      const schedulers = [app, other, app, other].map((process) => process.get(RefreshScheduler));
      await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
      await other.close();
      expect(await runs()).toMatchObject([{ state: 'requested', channel: 'official', trigger: 'schedule' }]);
      const { channels } = (await call('GET', '/datasets/measures')).json();
      expect(Date.parse(channels[0].next_due_at)).toBeGreaterThan(Date.now());
    });

    it('tries again at the next tick when the dataset is busy', async () => {
      await sql(`UPDATE dataset_schedule SET next_due_at = '2026-01-01T00:00:00Z'`);
      await app.get(RefreshScheduler).tick();
      expect(await runs()).toHaveLength(1);
      const { channels } = (await call('GET', '/datasets/measures')).json();
      expect(channels[0].next_due_at).toContain('2026-01-01T00:00:00');
      const [waiting] = await runs();
      await call('POST', `/imports/${waiting?.id ?? 0}/abort`);
      await app.get(RefreshScheduler).tick();
      expect((await runs()).map(({ state }) => state)).toEqual(['requested', 'aborted']);
    });

    it('leaves alone what an operator disabled', async () => {
      const before = (await runs()).length;
      await sql(`UPDATE dataset_schedule SET next_due_at = now() - interval '1 day', enabled = false`);
      await app.get(RefreshScheduler).tick();
      expect(await runs()).toHaveLength(before);
      expect((await call('GET', '/datasets/measures')).json().channels[0]).toMatchObject({ enabled: false });
    });
  });
});
