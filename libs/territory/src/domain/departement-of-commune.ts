import { DomainService } from '@hexagone/kernel';
import { CommuneDirectory, type CommuneIdentity } from './commune-directory';
import { departementOfInseeCode, departementOfPostalCode } from './departement-of-code';
import { cleanInseeCode, cleanPostalCode, isForeign, trustedDepartement } from './insee-code';
import { searchKey } from './search-key';

/** Whatever a source says of a commune, as it says it. */
export interface CommuneClues {
  readonly inseeCode?: string;
  readonly name?: string;
  readonly postalCode?: string;
  readonly departement?: string;
}

export type DepartementOutcome =
  | {
      readonly kind: 'found';
      readonly departementCode: string;
      readonly how: 'insee' | 'insee_prefix' | 'name_and_postal_code' | 'name_and_departement' | 'postal_code';
      /** Absent when several communes of that département fit, or none is known. */
      readonly commune?: CommuneIdentity;
      readonly arrondissementCode?: string;
    }
  | { readonly kind: 'deduced_from_postal_code'; readonly departementCode: string }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly CommuneIdentity[] }
  | { readonly kind: 'not_in_france' }
  | { readonly kind: 'unknown' };

/**
 * In which département a commune lies. The INSEE code decides, by the reference: 919 former codes begin otherwise than
 * their commune of today. Postal codes only suggest: 26 communes get their mail from a neighbouring département.
 */
@DomainService()
export class DepartementOfCommune {
  constructor(private readonly directory: CommuneDirectory) {}

  async of(clues: CommuneClues): Promise<DepartementOutcome> {
    const code = cleanInseeCode(clues.inseeCode ?? '');
    const postalCode = cleanPostalCode(clues.postalCode ?? '');
    if (isForeign(code, postalCode)) return { kind: 'not_in_france' };
    return (
      (code ? await this.byCode(code) : null) ??
      (await this.byName(searchKey(clues.name ?? ''), postalCode, trustedDepartement(clues.departement ?? ''))) ??
      (postalCode ? await this.byPostalCode(postalCode) : { kind: 'unknown' })
    );
  }

  private async byCode(code: string): Promise<DepartementOutcome | null> {
    const parent = await this.directory.findParentOfArrondissement(code);
    if (parent) return { ...found(parent, 'insee'), arrondissementCode: code };
    const commune = await this.directory.findByCode(code);
    if (commune) return found(commune, 'insee');
    const departementCode = departementOfInseeCode(code);
    const exists = await this.directory.departementExists(departementCode);
    return exists ? { kind: 'found', departementCode, how: 'insee_prefix' } : null;
  }

  private async byName(
    key: string,
    postalCode: string | null,
    departement: string | null,
  ): Promise<DepartementOutcome | null> {
    if (!key) return null;
    const [there, ...others] = postalCode ? await this.directory.findNamedWithPostalCode(key, postalCode) : [];
    if (there && others.length === 0) return found(there, 'name_and_postal_code');
    const [named, ...namesakes] = departement ? await this.directory.findNamedInDepartement(key, departement) : [];
    if (named && namesakes.length === 0) return found(named, 'name_and_departement');
    return there ? inOneDepartement([there, ...others], 'name_and_postal_code') : null;
  }

  private async byPostalCode(postalCode: string): Promise<DepartementOutcome> {
    const [first, ...others] = await this.directory.findByPostalCode(postalCode);
    if (first) return inOneDepartement([first, ...others], 'postal_code');
    const departementCode = departementOfPostalCode(postalCode);
    const exists = await this.directory.departementExists(departementCode);
    return exists ? { kind: 'deduced_from_postal_code', departementCode } : { kind: 'unknown' };
  }
}

type How = Extract<DepartementOutcome, { kind: 'found' }>['how'];

const found = (commune: CommuneIdentity, how: How): Extract<DepartementOutcome, { kind: 'found' }> => ({
  kind: 'found',
  departementCode: commune.departementCode,
  how,
  commune,
});

function inOneDepartement(candidates: readonly [CommuneIdentity, ...CommuneIdentity[]], how: How): DepartementOutcome {
  const [first, ...others] = candidates;
  if (others.some(({ departementCode }) => departementCode !== first.departementCode))
    return { kind: 'ambiguous', candidates };
  return others.length === 0 ? found(first, how) : { kind: 'found', departementCode: first.departementCode, how };
}
