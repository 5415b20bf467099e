import { join } from 'node:path';
import { Glossary } from '../../domain/meaning/glossary';
import { configTable, gamesConfig } from '../mapping/config-table';

/** The glossary of a folder of configuration. Throws an Error that names file and line of what is not a pair of terms. */
export function readGlossary(folder: string): Glossary {
  const lines = configTable(join(folder, 'glossary.fr-en.csv'), ['fr', 'en']);
  for (const { at, cells } of lines)
    if (cells.fr === '' || cells.en === '') throw new Error(`${at}: a French term and its English one are expected`);
  return new Glossary(lines.map(({ cells }) => cells));
}

let read: Glossary | undefined;

/** The glossary of this installation, read once. */
export const gameGlossary = (): Glossary => (read ??= readGlossary(gamesConfig()));
