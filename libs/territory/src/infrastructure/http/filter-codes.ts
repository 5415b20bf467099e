import type { AreaCriteria } from '../../application/area-reads';
import { readFilterCode } from '../../domain/code-reading';

interface CodeFilters {
  readonly codeDepartement?: string;
  readonly codeRegion?: string;
  readonly codeEpci?: string;
  readonly siren?: string;
}

/** The filters by code that several collections share, repaired. */
export const filterCodes = ({ codeDepartement, codeRegion, codeEpci, siren }: CodeFilters): AreaCriteria => ({
  ...(codeDepartement !== undefined && {
    departementCode: readFilterCode('departement', codeDepartement, 'codeDepartement'),
  }),
  ...(codeRegion !== undefined && { regionCode: readFilterCode('region', codeRegion, 'codeRegion') }),
  ...(codeEpci !== undefined && { epciCode: readFilterCode('epci', codeEpci, 'codeEpci') }),
  ...(siren !== undefined && { siren: readFilterCode('siren', siren, 'siren') }),
});
