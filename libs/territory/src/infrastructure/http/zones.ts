import type { AreaCriteria } from '../../application/area-reads';
import type { Zone } from '../../domain/areas';

/** Overseas collectivities are listed only when asked for, be it by zone, by code or by région. */
export function zonesOf(query: { zone?: Zone[]; code?: string; codeRegion?: string }): Pick<AreaCriteria, 'zones'> {
  if (query.zone) return { zones: query.zone };
  return query.code === undefined && query.codeRegion === undefined ? { zones: ['metro', 'drom'] } : {};
}
