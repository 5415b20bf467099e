import { UseCase } from '@hexagone/kernel';
import { readCode } from '../domain/code-reading';
import { AreaNotFound } from '../domain/territory.errors';
import { AreaReads, type Shape } from './area-reads';

export interface FoundCommune {
  /** As it is to be published. */
  readonly item: string;
  /** Its true code, which may not be the one asked. */
  readonly code: string;
}

/**
 * The commune that a code designates: a current one, else an arrondissement municipal, else the commune of today that
 * a former code leads to. Case and a lost zero are repaired. Throws CodeMalformed, AreaNotFound.
 */
@UseCase()
export class FindCommune {
  constructor(private readonly reads: AreaReads) {}

  async execute(text: string, shape: Shape): Promise<FoundCommune> {
    const code = readCode('commune', text);
    const item =
      (await this.reads.find('commune', { code }, shape)) ??
      (await this.reads.find('commune', { code, types: ['arrondissement-municipal'] }, shape));
    return item === null ? this.findSuccessor(code, shape) : { item, code };
  }

  private async findSuccessor(formerCode: string, shape: Shape): Promise<FoundCommune> {
    const code = await this.reads.findSuccessor(formerCode);
    const item =
      code && (await this.reads.find('commune', { code, asked: formerCode }, { ...shape, note: 'former-code' }));
    if (!code || !item) throw new AreaNotFound('commune', formerCode);
    return { item, code };
  }
}
