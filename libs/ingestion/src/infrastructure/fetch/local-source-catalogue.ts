import { stat } from 'node:fs/promises';
import { SourceCatalogue } from '../../application/source-catalogue';
import { listFiles } from './local-files';

/** Paths of this machine. */
export class LocalSourceCatalogue extends SourceCatalogue {
  override async filesAt(path: string): Promise<readonly string[]> {
    const found = await stat(path).catch(() => null);
    return found?.isDirectory() ? listFiles(path) : [path];
  }
}
