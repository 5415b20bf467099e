import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { SourceCatalogue } from '../../application/source-catalogue';
import type { RawFile } from '../../application/source-files';
import { listFiles } from './local-files';
import { fileAt } from './raw-store';

@Injectable()
export class DirectoryCatalogue extends SourceCatalogue {
  async filesAt(path: string): Promise<readonly string[]> {
    const found = await stat(path).catch(() => null);
    return found?.isDirectory() ? listFiles(path) : [path];
  }

  peek(path: string): RawFile {
    return fileAt(path, { name: basename(path), sha256: '', bytes: 0, lengthProven: true });
  }
}
