// How good the catalogue of games is, not how fast: joins on labelled pairs and on generated catalogues; search on labelled
// queries in both languages, one slip of the keyboard in each of the first kind: those whose game is among the first three.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { hexagone, sql } from './support/hexagone.mjs';
import { asked, built, labelled, serveGames, withGames } from './support/games.mjs';

const SIZES = [500, 5_000];
/** Shares of queries with their game among the first three; `hash` is what is there where the model is not. */
const LEAST = { typos: 0.9, meanings: 0.8 };
const TOP = 3;

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const share = (some, all) => `${some}/${all} (${percent(some / all)})`;

function judgedPairs(bench) {
  const { matchRecords } = built(bench, 'domain/matching/match-records.js');
  const { DEFAULT_SETTINGS } = built(bench, 'domain/matching/match-record.js');
  const { titleFeatures } = built(bench, 'domain/title/title-key.js');
  const listed = (cell) => cell.split('|').filter(Boolean);
  const recordOf = (line, side, id) => {
    const cell = (name) => line[`${side}_${name}`] ?? '';
    const features = titleFeatures(cell('title'));
    return {
      ...features,
      ...{ id, source: cell('source'), sourceKey: side, kind: cell('kind') },
      alternativeKeys: listed(cell('alternatives')).map((name) => titleFeatures(name).key),
      year: features.titleYear ?? (cell('year') === '' ? null : Number(cell('year'))),
      ...{
        families: listed(cell('platforms')),
        companyKeys: listed(cell('companies')),
        externalIds: listed(cell('ids')),
      },
      editionOf: cell('link') === 'edition' ? 'a' : null,
      portOf: cell('link') === 'port' ? 'a' : null,
    };
  };
  const lines = parse(readFileSync(join(bench.root, 'test/fixtures/games/pairs.csv')), { columns: true });
  return lines.map((line) => {
    const pair = [recordOf(line, 'a', 1), recordOf(line, 'b', 2)];
    const { clusters, reviews } = matchRecords(pair, [], DEFAULT_SETTINGS);
    const isQueued = reviews.some(({ candidate }) => candidate !== null);
    return { label: line.label, outcome: clusters.length === 1 ? 'joined' : isQueued ? 'queued' : 'apart' };
  });
}

function tellPairs(bench) {
  const judged = judgedPairs(bench);
  const count = (label, outcome) =>
    judged.filter((pair) => (!label || pair.label === label) && (!outcome || pair.outcome === outcome)).length;
  const [same, joined] = [count('same'), count('same', 'joined')];
  process.stdout.write(
    `labelled pairs    ${judged.length}: precision ${(joined / count('', 'joined')).toFixed(4)}, ` +
      `recall ${(joined / same).toFixed(4)} (${((joined + count('same', 'queued')) / same).toFixed(4)} with reviews); ` +
      `of ${count('review')} for a person ${count('review', 'queued')} queued, ${count('review', 'joined')} joined\n`,
  );
}

async function tellCatalogue(bench, games) {
  const { url, out, times } = await withGames(bench, games);
  const { text } = await hexagone(bench, url, 'games', 'measure', '--truth', join(out, 'truth.csv'), '--json');
  const measure = JSON.parse(text);
  const seconds = Object.values(times).reduce((sum, time) => sum + time, 0) / 1000;
  process.stdout.write(
    `generated games   ${games} (${measure.records} records, ${seconds.toFixed(1)} s): precision ${measure.precision.toFixed(4)}, ` +
      `recall ${measure.recall.toFixed(4)} (${measure.recall_with_reviews.toFixed(4)} with reviews), ` +
      `false joins ${measure.false_joins.length}\n`,
  );
  return url;
}

/** Sort of game (what its summary tells) by id. */
async function sortsOf(bench, url) {
  const { ARCHETYPES } = built(bench, 'domain/sample/archetypes.js');
  const keys = new Map(ARCHETYPES.map(({ key, summary }) => [summary, key]));
  const { rows } = await sql(url, (client) =>
    client.query(`SELECT id, detail -> 'summary' ->> 'en' AS summary FROM game WHERE state = 'live'`),
  );
  return new Map(rows.map(({ id, summary }) => [id, keys.get(summary)]));
}

/** Of the queries of each language, how many are answered rightly; what was missed. */
async function answered(service, mode, queries, isRight) {
  const found = { en: [0, 0], fr: [0, 0] };
  const missed = [];
  for (const { language, query, wanted } of queries) {
    const path = `/games/search?${new URLSearchParams({ q: query, mode, kind: 'all', limit: TOP })}`;
    const { data, meta } = await asked(service, path);
    if (mode !== 'lexical' && meta.semantic !== 'ready') throw new Error(`Meaning is ${meta.semantic}`);
    const hit = data.some((game) => isRight(game, wanted));
    found[language][0] += hit;
    found[language][1]++;
    if (!hit) missed.push(`${query} → ${wanted}: ${data.map(({ name }) => name).join(' | ') || 'nothing'}`);
  }
  return { found, missed };
}

function tellSearch(what, { found: { en, fr }, missed }, least) {
  const [some, all] = [en[0] + fr[0], en[1] + fr[1]];
  process.stdout.write(
    `${what.padEnd(31)} ${share(some, all)}, en ${share(...en)}, fr ${share(...fr)}` +
      `${least ? `, at least ${percent(least)}` : ''}\n`,
  );
  if (process.env.BENCH_MISSED) for (const one of missed) process.stdout.write(`  ${one}\n`);
  if (least && some / all < least) process.exitCode = 1;
}

async function tellSearches(bench, url) {
  const typos = labelled(bench, 'queries.csv').map(([language, query, wanted]) => ({ language, query, wanted }));
  const meanings = labelled(bench, 'meanings.csv').map(([wanted, language, query]) => ({ language, query, wanted }));
  const sorts = await sortsOf(bench, url);
  const named = (game, wanted) => game.name === wanted;
  const ofSort = (game, wanted) => sorts.get(game.id) === wanted;
  for (const model of ['use-lite', 'hash']) {
    process.env.GAMES_EMBEDDINGS = model;
    await hexagone(bench, url, 'games', 'embed');
    const service = await serveGames(bench, url);
    if (model === 'use-lite')
      tellSearch('one slip, lexical', await answered(service, 'lexical', typos, named), LEAST.typos);
    tellSearch(`one slip, hybrid, ${model}`, await answered(service, 'hybrid', typos, named));
    const semantic = await answered(service, 'semantic', meanings, ofSort);
    tellSearch(`meaning, semantic, ${model}`, semantic, LEAST.meanings);
    tellSearch(`meaning, hybrid, ${model}`, await answered(service, 'hybrid', meanings, ofSort));
    service.stop();
  }
}

export async function run(bench) {
  tellPairs(bench);
  const sizes = bench.args.length > 0 ? bench.args : SIZES;
  const urls = [];
  for (const games of sizes) urls.push(await tellCatalogue(bench, games));
  await tellSearches(bench, urls[0]);
}
