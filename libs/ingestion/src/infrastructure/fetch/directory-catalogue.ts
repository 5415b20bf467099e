import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { SourceCatalogue } from '../../application/source-catalogue';
import { listFiles } from './local-files';

@Injectable()
export class DirectoryCatalogue extends SourceCatalogue {
  async filesAt(path: string): Promise<readonly string[]> {
    const found = await stat(path).catch(() => null);
    return found?.isDirectory() ? listFiles(path) : [path];
  }
}
