import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nearestName } from '@hexagone/kernel';
import { FilesNotTheExport } from '../../domain/analysis.errors';
import { COLUMNS, DATASETS } from '../../domain/quality-report';
import type { LendingDataset } from '../../domain/quality-rules';
import { lendingDatasets } from '../lending-loads';

export interface ExportFile {
  readonly dataset: LendingDataset;
  readonly path: string;
  /** Names of its columns, in its order. */
  readonly header: readonly string[];
}

/** The three files of a directory, whose headers are exactly those of the export. */
export async function exportFiles(directory: string): Promise<readonly ExportFile[]> {
  const names = await readdir(directory).catch(() => []);
  const parts = lendingDatasets(() => []).flatMap(({ parts: [part] }) => part ?? []);
  return Promise.all(
    DATASETS.map(async (dataset) => {
      const pattern = parts.find(({ name }) => name === dataset)?.fileName;
      const found = names.filter((name) => pattern?.test(name));
      const [name] = found;
      if (name === undefined || found.length > 1) throw notOne(dataset, found);
      const path = join(directory, name);
      return { dataset, path, header: checked(name, dataset, await headerOf(path)) };
    }),
  );
}

async function headerOf(path: string): Promise<readonly string[]> {
  const input = createReadStream(path, { encoding: 'utf8' });
  try {
    for await (const line of createInterface({ input }))
      return line
        .replace(/^\uFEFF/, '')
        .split(',')
        .map((name) => name.replace(/^"(.*)"$/, '$1'));
    return [];
  } finally {
    input.destroy();
  }
}

function checked(name: string, dataset: LendingDataset, header: readonly string[]): readonly string[] {
  const known = COLUMNS[dataset].map(({ source }) => source);
  const missing = known.filter((column) => !header.includes(column));
  const unknown = header.filter((column, i) => !known.includes(column) || header.indexOf(column) !== i);
  if (missing.length + unknown.length === 0) return header;
  const near = missing.map((column) => {
    const nearest = nearestName(column, unknown);
    return nearest === undefined ? column : `${column} (${nearest.slice(0, 60)}?)`;
  });
  const strange = unknown.map((column) => column.slice(0, 60)).join(', ');
  throw new FilesNotTheExport('malformed', {
    en: `${name}: missing columns: ${near.join(', ') || 'none'}; unknown or repeated ones: ${strange || 'none'}`,
    fr: `${name} : colonnes absentes : ${near.join(', ') || 'aucune'} ; inconnues ou répétées : ${strange || 'aucune'}`,
  });
}

const notOne = (dataset: LendingDataset, found: readonly string[]): FilesNotTheExport =>
  new FilesNotTheExport('unreachable', {
    en: `The directory must hold one file of ${dataset}; it holds ${found.join(' and ') || 'none'}.`,
    fr: `Le dossier doit contenir un fichier de ${dataset} ; il contient ${found.join(' et ') || 'aucun'}.`,
  });
