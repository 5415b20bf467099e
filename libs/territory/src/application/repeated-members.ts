import { UseCase } from '@hexagone/kernel';
import type { Commune } from '../domain/commune';
import { DepartementContradictsCode, ReadOnlyMembersDiffer } from '../domain/territory-write.errors';
import { AreaReads } from './area-reads';

/** Members that cannot be set may be sent back as they were read, and nothing else. */
@UseCase()
export class RepeatedMembers {
  constructor(private readonly reads: AreaReads) {}

  async mustEqual({ place }: Commune, repeated: Readonly<Record<string, unknown>>): Promise<void> {
    const members = Object.keys(repeated);
    if (members.length === 0) return;
    const departement = repeated['codeDepartement'];
    if (departement !== undefined && departement !== place.departementCode)
      throw new DepartementContradictsCode(
        place.code,
        typeof departement === 'string' ? departement : JSON.stringify(departement),
        place.departementCode,
      );
    const published = await this.published(place.code, members);
    const known: Record<string, unknown> = {
      code: place.code,
      codeDepartement: place.departementCode,
      codeRegion: place.regionCode,
    };
    const differing = members.filter((member) => !same(repeated[member], published[member] ?? known[member]));
    if (differing.length > 0) throw new ReadOnlyMembersDiffer(differing);
  }

  private async published(code: string, members: readonly string[]): Promise<Record<string, unknown>> {
    const readable = members.filter((member) => !['surface', 'contour', 'bbox'].includes(member));
    const item = await this.reads.find('commune', { code }, { fields: [...new Set(['code', 'nom', ...readable])] });
    return item === null ? {} : (JSON.parse(item) as Record<string, unknown>);
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** The order of an object's members means nothing. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
