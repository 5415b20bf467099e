// How long reads and writes of sites take on a large base, and on one ten times smaller: p50 and p95 over HTTP, one request at
// a time, statements per request, and the plan of the slowest of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './support/generated-sites.mjs';
import { freePort, hexagone, serveHexagone, sql, urlOf } from './support/hexagone.mjs';
import { planOf } from './support/plans.mjs';

const LARGE = { french: 60_000, italian: 40_000, groups: 10_000, linksPerSite: 3 };
const SMALL = { french: 6_000, italian: 4_000, groups: 1_000, linksPerSite: 3 };
const TIMES = 60;
const DEEP_PAGES = 150;

// Budgets in ms at p95: a page on an indexed sort, on any other, a recursion, a write, twenty writers until the last one knows.
const [INDEXED, OTHER, RECURSION, WRITE, CROWD] = [50, 200, 500, 100, 250];

const READS = [
  ['first page by name', '/sites?sort=name&limit=100', INDEXED],
  ['first page by name, no count', '/sites?sort=name&limit=100&count=none', INDEXED],
  ['deep page by name', { deep: '/sites?sort=name&limit=100' }, INDEXED],
  ['first page by installation_date', '/sites?sort=installation_date&limit=100', INDEXED],
  ['deep page by installation_date', { deep: '/sites?sort=installation_date&limit=100' }, INDEXED],
  ['first page by efficiency', '/sites?sort=efficiency&limit=100', OTHER],
  ['deep page by efficiency', { deep: '/sites?sort=efficiency&limit=100' }, OTHER],
  ['deep page by -max_power_megawatt,name', { deep: '/sites?sort=-max_power_megawatt,name&limit=100' }, OTHER],
  ['page 500 by name', '/sites?sort=name&limit=100&page=500', OTHER],
  ['a country and a range', '/sites?country=italy&efficiency[between]=0.4,0.5&limit=100', OTHER],
  ['a span of days, by name', '/sites?installation_date[between]=1850-01-01,1900-12-31&sort=name&limit=100', OTHER],
  ['a word in the name', '/sites?name[contains]=abc1&sort=-max_power_megawatt&limit=100', OTHER],
  ['sites of a group', '/sites?group_id=5000&limit=100', OTHER],
  ['one site', '/sites/777', INDEXED],
  ['one group', '/groups/777', INDEXED],
  ['groups by name', '/groups?sort=name&limit=100', OTHER],
  ['all sites below the top', '/groups/1/sites?recursive=true&limit=100', RECURSION],
  ['all sites below the top, by name', '/groups/1/sites?recursive=true&sort=name&limit=100', RECURSION],
  ['all groups below the top', '/groups/1/descendants?limit=100', RECURSION],
  ['all groups above one at the bottom', { bottom: (id) => `/groups/${id}/ancestors?limit=100` }, RECURSION],
  ['all groups above a site', '/sites/777/groups?recursive=true&limit=100', RECURSION],
  ['free days of a year', '/sites/free-days?country=FR&from=1900-01-01&to=1900-12-31', OTHER],
];

const PARTS = 19;

async function send(origin, method, path, body, accepted) {
  const began = performance.now();
  const response = await fetch(origin + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  const ms = performance.now() - began;
  if (!accepted.includes(response.status)) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return { ms, status: response.status, json: text ? JSON.parse(text) : null };
}

async function deepPage(origin, first) {
  let path = first;
  for (let page = 0; page < DEEP_PAGES; page++) {
    const { next } = (await send(origin, 'GET', path, null, [200])).json.links;
    // A small set ends sooner.
    if (next === undefined) break;
    path = next;
  }
  return path;
}

async function pathOf(origin, target, size) {
  if (typeof target === 'string')
    return target.replace('5000', size.groups / 2).replace('page=500', `page=${size.french / 120}`);
  return target.deep ? deepPage(origin, target.deep) : target.bottom(PARTS + 1 + PARTS * 10);
}

const at = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))];

async function timed(times, work) {
  const took = [];
  for (let i = -5; i < times; i++) {
    const { ms } = await work(i + 5);
    if (i >= 0) took.push(ms);
  }
  took.sort((one, other) => one - other);
  return { p50: at(took, 0.5), p95: at(took, 0.95) };
}

const document = (day) => ({
  country: 'FR',
  name: 'w',
  installation_date: day,
  max_power_megawatt: 10,
  min_power_megawatt: 1,
  useful_energy_at_1_megawatt: 1,
});

/** Groups and sites of their own, so that every write changes something. */
function writes(origin, size) {
  const bottom = PARTS + 1;
  const group = (i) => 2 + ((i * 7) % (size.groups - 2));
  return [
    [
      'a new site',
      (i) => send(origin, 'POST', '/sites', { ...document('2190-01-01'), installation_date: dayAfter(i) }, [201]),
    ],
    ['a link', (i) => send(origin, 'PUT', `/sites/${i + 1}/groups/${group(i)}`, null, [204])],
    [
      'a nesting under a leaf',
      (i) => send(origin, 'PUT', `/groups/${bottom}/children/${bottom + PARTS * (i + 1)}`, null, [204]),
    ],
    [
      'a nesting refused as a cycle',
      (i) => send(origin, 'PUT', `/groups/${bottom + PARTS * i}/children/1`, null, [409]),
    ],
    ['a PATCH of a site', (i) => send(origin, 'PATCH', `/sites/${i + 1}`, { name: `n${i}` }, [200])],
    ['a PATCH of a group', (i) => send(origin, 'PATCH', `/groups/${group(i)}`, { name: `n${i}` }, [200])],
    ['the top refused as a group3', () => send(origin, 'PATCH', '/groups/1', { type: 'group3' }, [409]), RECURSION],
    ['20 writers on one day', (turn) => crowd(origin, turn), CROWD],
  ];
}

const dayAfter = (i) => new Date(Date.UTC(2190, 0, 1 + i)).toISOString().slice(0, 10);

/** Twenty writers on one day: the time until the last one knows. */
async function crowd(origin, turn) {
  const day = new Date(Date.UTC(2195, 0, 1 + turn)).toISOString().slice(0, 10);
  const began = performance.now();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => send(origin, 'POST', '/sites', document(day), [201, 409])),
  );
  const won = all.filter(({ status }) => status === 201).length;
  if (won !== 1) throw new Error(`${won} sites on ${day}`);
  return { ms: performance.now() - began };
}

async function statementsOf(recorded, path) {
  await send(recorded.origin, 'GET', path, null, [200]);
  writeFileSync(recorded.file, '');
  await send(recorded.origin, 'GET', path, null, [200]);
  return readFileSync(recorded.file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function measure(bench, size, name) {
  const url = urlOf(bench, name);
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${name}`));
  await hexagone(bench, url, 'db', 'migrate');
  const made = await sql(url, (client) => generate(client, size));
  process.stdout.write(`${JSON.stringify(made)}\n`);
  const { origin, stop } = await serveHexagone(bench, url, await freePort(), '/sites/1');
  const figures = new Map();
  const plans = new Map();
  const file = join(bench.scratch, `${name}.statements`);
  const preload = `--import=${new URL('./support/record-statements.mjs', import.meta.url).href}`;
  const recording = { BENCH_STATEMENTS: file, NODE_OPTIONS: preload };
  const recorder = await serveHexagone(bench, url, await freePort(), '/sites/1', recording);
  for (const [what, target] of READS) {
    const path = await pathOf(origin, target, size);
    figures.set(what, await timed(TIMES, () => send(origin, 'GET', path, null, [200])));
    plans.set(what, await planOf(url, await statementsOf({ origin: recorder.origin, file }, path)));
  }
  recorder.stop();
  for (const [what, write] of writes(origin, size)) figures.set(what, await timed(40, write));
  stop();
  return { figures, plans };
}

export async function run(bench) {
  const small = await measure(bench, SMALL, 'bench_small');
  const large = await measure(bench, LARGE, 'bench_large');
  const budget = new Map([...READS, ...writes('', LARGE)].map(([what, , most]) => [what, most ?? WRITE]));
  const nLogN = (10 * Math.log(100_000)) / Math.log(10_000);
  process.stdout.write('                                            10 000      100 000 sites     ratio  budget\n');
  let late = 0;
  for (const [what, { p50, p95 }] of large.figures) {
    const before = small.figures.get(what);
    const most = budget.get(what);
    const ratio = p50 / before.p50;
    // Below a few milliseconds the fixed cost of a request is all there is.
    const good = p95 <= most && (ratio <= nLogN || p50 < 5);
    if (!good) late++;
    const ms = (value) => value.toFixed(1).padStart(6);
    process.stdout.write(
      `${what.padEnd(38)} ${ms(before.p50)} ${ms(before.p95)}  ${ms(p50)} ${ms(p95)} ms  ${ratio.toFixed(1).padStart(5)}  ${String(most).padStart(5)} ${good ? 'kept' : 'MISSED'}\n`,
    );
  }
  process.stdout.write(
    `p50 and p95; n log n is ${nLogN.toFixed(1)}; ${late} missed\n\nPlans on 100 000 sites (statements, the slowest one)\n`,
  );
  for (const [what, { statements, ms, nodes }] of large.plans)
    process.stdout.write(`${what.padEnd(38)} ${statements}  ${ms.toFixed(1).padStart(6)} ms  ${nodes}\n`);
}
