// A file in the nine columns of the communes-csv dataset, as large as asked: the names are the reference's own, the postal
// codes beyond the first are made up within the département, one line in fourteen repeats the one before it.
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const require = createRequire(import.meta.url);
const HEADER =
  'code_postal;libelle_acheminement;latitude;longitude;nom_commune;nom_commune_complet;code_departement;nom_departement;nom_region\n';

function reference() {
  const communes = require('@etalab/decoupage-administratif/data/communes.json');
  const departements = require('@etalab/decoupage-administratif/data/departements.json');
  const names = new Map(departements.map(({ code, nom }) => [code, nom]));
  return communes
    .filter(({ type, codesPostaux, zone }) => type === 'commune-actuelle' && zone === 'metro' && codesPostaux?.length)
    .map(({ nom, codesPostaux, departement }) => ({
      nom,
      postal: codesPostaux[0],
      departement,
      region: names.get(departement),
    }));
}

const labelOf = (name) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ');

/** Spreadsheets have eaten the zeros of the real file. */
const eaten = (code) => code.replace(/^0/, '');

function line({ nom, postal, departement, region }, turn) {
  const made = (Number(postal.slice(2)) + 37 * turn) % 1000;
  const code = postal.slice(0, 2) + String(made).padStart(3, '0');
  // A place of its own for each postal code, in and around France.
  const latitude = 42 + (Number(code) % 8_999) / 1_000;
  const longitude = -4 + ((Number(code) * 7) % 11_987) / 1_000;
  const cells = [
    eaten(code),
    labelOf(nom),
    latitude.toFixed(10),
    longitude.toFixed(10),
    nom,
    nom,
    eaten(departement),
    region,
    region,
  ];
  return `${cells.join(';')}\n`;
}

function* lines(rows) {
  const communes = reference();
  yield HEADER;
  let last = '';
  let own = 0;
  for (let row = 0; row < rows; row++) {
    if (row % 14 !== 13) {
      last = line(communes[own % communes.length], Math.floor(own / communes.length));
      own++;
    }
    yield last;
  }
}

export const writeCommunes = (path, rows) => pipeline(Readable.from(chunks(lines(rows))), createWriteStream(path));

function* chunks(texts) {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
