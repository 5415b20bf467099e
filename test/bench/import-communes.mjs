// hexagone import communes-csv against two floors, without a single check, ledger or report. The bare one: COPY of the same
// file into a bare table and a merge of its rows by their text. The other writes what the import writes, by SQL alone: keys of
// names, communes found by them, entries with their labels and localities, positions. The run's own time is compared; the
// whole process, start included, is shown beside it.
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { writeCommunes } from './support/generated-communes.mjs';
import { hexagone, median, onCopyOf, sql, withTerritory } from './support/hexagone.mjs';

const COLUMNS =
  'code_postal, libelle_acheminement, latitude, longitude, nom_commune, nom_commune_complet, code_departement, nom_departement, nom_region';
const TARGET = `CREATE TABLE floor_entry (LIKE territory.postal_entry INCLUDING ALL);
  CREATE TEMP TABLE floor_raw (line bigint GENERATED ALWAYS AS IDENTITY, ${COLUMNS.replaceAll(',', ' text,')} text)`;
const KEY = 't.departement_code = s.departement_code AND t.postal_code = s.postal_code AND t.name_key = s.name_key';
const MERGE = [
  `CREATE TEMP TABLE floor_stage AS SELECT DISTINCT ON (2, 1, 3) lpad(code_postal, 5, '0') AS postal_code,
     lpad(code_departement, 2, '0') AS departement_code, lower(nom_commune_complet) AS name_key, upper(nom_commune_complet) AS nom,
     libelle_acheminement AS label, latitude::float8 AS lat, longitude::float8 AS lon, line FROM floor_raw ORDER BY 2, 1, 3, line`,
  'ANALYZE floor_stage',
  `UPDATE floor_entry t SET nom = s.nom, label = s.label, lat = s.lat, lon = s.lon FROM floor_stage s
     WHERE ${KEY} AND (t.nom, t.label, t.lat, t.lon) IS DISTINCT FROM (s.nom, s.label, s.lat, s.lon)`,
  `INSERT INTO floor_entry (departement_code, postal_code, name_key, nom, label, lat, lon, commune_code, step, run_id, source_line)
     SELECT departement_code, postal_code, name_key, nom, label, lat, lon, '', 3, 1, line FROM floor_stage s
     WHERE NOT EXISTS (SELECT FROM floor_entry t WHERE ${KEY})`,
  `DELETE FROM floor_entry t WHERE NOT EXISTS (SELECT FROM floor_stage s WHERE ${KEY})`,
];

const SAME_ROWS = [
  `CREATE TEMP TABLE floor_keyed AS SELECT r.*, territory.search_key(r.nom_commune_complet) AS name_key,
     territory.search_key(r.libelle_acheminement) AS label_key, lpad(r.code_postal, 5, '0') AS postal,
     lpad(r.code_departement, 2, '0') AS departement FROM floor_raw r`,
  `CREATE TEMP TABLE floor_attached AS SELECT k.*, c.code AS commune_code FROM floor_keyed k
     JOIN territory.commune c ON c.search_key = k.name_key AND c.departement_code = k.departement`,
  'ANALYZE floor_attached',
  `CREATE TEMP TABLE floor_stage AS SELECT departement AS departement_code, postal AS postal_code, name_key, min(line) AS line,
     min(upper(nom_commune_complet)) AS nom, min(libelle_acheminement) AS label, min(label_key) AS label_key, min(latitude::float8) AS lat,
     min(longitude::float8) AS lon, min(commune_code) AS commune_code FROM floor_attached GROUP BY 1, 2, 3`,
  `INSERT INTO floor_entry (departement_code, postal_code, name_key, nom, label, label_key, lat, lon, commune_code, step, run_id, source_line)
     SELECT departement_code, postal_code, name_key, nom, label, label_key, lat, lon, commune_code, 3, 1, line FROM floor_stage s
     WHERE NOT EXISTS (SELECT FROM floor_entry t WHERE ${KEY})`,
  `DELETE FROM territory.commune_position t USING floor_stage s WHERE t.commune_code = s.commune_code AND t.source = 'estimate'`,
  `UPDATE territory.commune_position t SET published = false FROM floor_stage s WHERE t.commune_code = s.commune_code AND t.published`,
  `INSERT INTO territory.commune_position (commune_code, source, lat, lon, precision_km, published)
     SELECT DISTINCT ON (commune_code) commune_code, 'communes-csv', lat, lon, 0.6, true FROM floor_stage WHERE lat IS NOT NULL
     ORDER BY commune_code, line`,
];

const floor = (url, file, merge) =>
  sql(url, async (client) => {
    await client.query(TARGET);
    const began = performance.now();
    await client.query('BEGIN');
    const copy = client.query(copyFrom(`COPY floor_raw (${COLUMNS}) FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)`));
    await pipeline(createReadStream(file), copy);
    for (const statement of merge) await client.query(statement);
    await client.query('COMMIT');
    return performance.now() - began;
  });

async function imported(bench, url, file) {
  const { text, milliseconds, peakBytes } = await hexagone(
    bench,
    url,
    'import',
    'communes-csv',
    '--from',
    file,
    '--json',
  );
  const run = JSON.parse(text);
  return {
    own: Date.parse(run.finished_at) - Date.parse(run.started_at),
    milliseconds,
    peakBytes,
    balance: run.balance,
  };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const mebibytes = (bytes) => `${Math.round(bytes / 1024 ** 2)} MiB`;

async function measure(bench, template, rows) {
  const file = join(bench.scratch, `communes-${rows}.csv`);
  await writeCommunes(file, rows);
  const floors = [];
  const sameRows = [];
  const runs = [];
  for (let round = 0; round < (rows > 500_000 ? 2 : 4); round++) {
    floors.push(await onCopyOf(bench, template, (url) => floor(url, file, MERGE)));
    sameRows.push(await onCopyOf(bench, template, (url) => floor(url, file, SAME_ROWS)));
    runs.push(await onCopyOf(bench, template, (url) => imported(bench, url, file)));
  }
  // The first round of each warms.
  const least = median(floors.slice(1));
  const same = median(sameRows.slice(1));
  const own = median(runs.slice(1).map((run) => run.own));
  const whole = median(runs.slice(1).map((run) => run.milliseconds));
  const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes));
  process.stdout.write(
    `${rows} rows, ${mebibytes(statSync(file).size)}: bare floor ${seconds(least)}, same rows by SQL ${seconds(same)}, import ${seconds(own)} = ` +
      `${(own / least).toFixed(2)} × the bare floor, ${(own / same).toFixed(2)} × the same rows, ` +
      `${Math.round(rows / (own / 1000))} rows/s; whole process ${seconds(whole)}, peak ${mebibytes(peak)}; ${JSON.stringify(runs.at(-1).balance)}\n`,
  );
}

export async function run(bench) {
  const template = await withTerritory(bench);
  for (const rows of bench.args.length > 0 ? bench.args : [39_201, 100_000, 1_000_000])
    await measure(bench, template, rows);
}
