import { createReadStream } from 'node:fs';
import csvParser from 'csv-parser';
import { type Json, numberOf, objectOf, textOf } from '../../../domain/record/json-values';
import { pythonLiteral } from './python-literal';

const TEXTS: ReadonlySet<string> = new Set([
  'name',
  'summary',
  'storyline',
  'url',
  'slug',
  'checksum',
  'version_title',
]);

/** A table of games whose cells are Python literals. */
export async function csvSample(path: string): Promise<readonly Json[]> {
  const games: Json[] = [];
  for await (const row of createReadStream(path).pipe(csvParser()) as AsyncIterable<Record<string, string>>)
    games.push(gameOf(row));
  return games;
}

function gameOf(row: Readonly<Record<string, string>>): Json {
  const filled = Object.entries(row).filter(([, cell]) => cell !== '');
  const game = Object.fromEntries(filled.map(([column, cell]) => [column, valueOf(column, cell)]));
  return typeof game['cover'] === 'object' ? { ...game, cover: withImage(objectOf(game['cover'])) } : game;
}

function valueOf(column: string, cell: string): unknown {
  if (TEXTS.has(column)) return cell;
  return numberOf(cell) ?? pythonLiteral(cell);
}

/** The id of an image is in its address: the name of the file. */
function withImage(cover: Json): Json {
  const file = (textOf(cover['url']) ?? '').split('/').at(-1) ?? '';
  const end = file.lastIndexOf('.');
  return { ...cover, image_id: end > 0 ? file.slice(0, end) : undefined };
}
