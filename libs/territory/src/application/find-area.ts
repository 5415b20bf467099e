import { UseCase } from '@hexagone/kernel';
import { type AreaKind, SUB_COMMUNE_TYPES } from '../domain/areas';
import { isFormerCorsica, readCode } from '../domain/code-reading';
import { AreaNotFound, corsicaNotFound } from '../domain/territory.errors';
import { AreaReads, type FoundBy, type Shape } from './area-reads';

/** Kinds whose codes have no past: a code that is not in the reference is nobody's. */
type PlainKind = Exclude<AreaKind, 'commune'>;

/** One area by its code, case and lost zero repaired. Throws CodeMalformed, AreaNotFound. */
@UseCase()
export class FindArea {
  constructor(private readonly reads: AreaReads) {}

  async execute(kind: PlainKind, text: string, shape: Shape): Promise<{ item: string; code: string }> {
    const code = codeOf(kind, text);
    const item = await this.reads.find(kind, foundBy(kind, code), shape);
    return item === null ? absent(kind, code) : { item, code };
  }

  /** The true code of an area that exists, to list what it is made of. */
  async codeOf(kind: PlainKind, text: string): Promise<string> {
    const code = codeOf(kind, text);
    return (await this.reads.exists(kind, foundBy(kind, code))) ? code : absent(kind, code);
  }
}

const codeOf = (kind: PlainKind, text: string): string => readCode(kind === 'subCommune' ? 'commune' : kind, text);

const foundBy = (kind: PlainKind, code: string): FoundBy =>
  kind === 'subCommune' ? { code, types: SUB_COMMUNE_TYPES } : { code };

function absent(kind: PlainKind, code: string): never {
  throw kind === 'departement' && isFormerCorsica(code) ? corsicaNotFound() : new AreaNotFound(kind, code);
}
