import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommuneDirectory, type CommuneIdentity } from '../../libs/territory/src/domain/commune-directory';
import { searchKey } from '../../libs/territory/src/domain/search-key';

export interface ReferenceCommune {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly departement: string;
  readonly commune?: string;
  readonly chefLieu?: string;
  readonly codesPostaux?: readonly string[];
  readonly anciensCodes?: readonly string[];
}

/** A file of an npm data package, parsed: the packages' own entry points look for it in the working directory. */
export const packageData = (name: string, file: string): unknown =>
  JSON.parse(readFileSync(join(dirname(require.resolve(`${name}/package.json`)), file), 'utf8'));

const COG = '@etalab/decoupage-administratif';

export const referenceCommunes = (): readonly ReferenceCommune[] =>
  packageData(COG, 'data/communes.json') as ReferenceCommune[];

/** The embedded reference in memory: what the database answers, without it. */
export class ReferenceDirectory extends CommuneDirectory {
  readonly communes: readonly ReferenceCommune[];
  private readonly byCode = new Map<string, ReferenceCommune>();
  private readonly parents = new Map<string, string>();
  private readonly byName = new Map<string, CommuneIdentity[]>();
  private readonly byPostalCode = new Map<string, CommuneIdentity[]>();
  private readonly departements = new Set<string>();

  constructor(all = referenceCommunes()) {
    super();
    this.communes = all.filter(({ type }) => type === 'commune-actuelle');
    const departements = packageData(COG, 'data/departements.json') as readonly { code: string }[];
    for (const { code } of departements) this.departements.add(code);
    for (const commune of this.communes) this.learn(commune);
    for (const { type, code, commune } of all)
      if (type === 'arrondissement-municipal' && commune) this.parents.set(code, commune);
  }

  findByCode(code: string): Promise<CommuneIdentity | null> {
    const commune = this.byCode.get(code);
    return Promise.resolve(commune ? identity(commune) : null);
  }

  findParentOfArrondissement(code: string): Promise<CommuneIdentity | null> {
    const parent = this.parents.get(code);
    return parent ? this.findByCode(parent) : Promise.resolve(null);
  }

  findNamedWithPostalCode(key: string, postalCode: string): Promise<readonly CommuneIdentity[]> {
    return Promise.resolve(this.byName.get(`${key} ${postalCode}`) ?? []);
  }

  findNamedInDepartement(key: string, departementCode: string): Promise<readonly CommuneIdentity[]> {
    return Promise.resolve(this.byName.get(`${key} in ${departementCode}`) ?? []);
  }

  findByPostalCode(postalCode: string): Promise<readonly CommuneIdentity[]> {
    return Promise.resolve(this.byPostalCode.get(postalCode) ?? []);
  }

  departementExists(code: string): Promise<boolean> {
    return Promise.resolve(this.departements.has(code));
  }

  private learn(commune: ReferenceCommune): void {
    const { code, nom, departement, codesPostaux = [], anciensCodes = [] } = commune;
    this.byCode.set(code, commune);
    for (const former of anciensCodes) if (!this.byCode.has(former)) this.byCode.set(former, commune);
    const key = searchKey(nom);
    add(this.byName, `${key} in ${departement}`, commune);
    for (const postalCode of codesPostaux) {
      add(this.byName, `${key} ${postalCode}`, commune);
      add(this.byPostalCode, postalCode, commune);
    }
  }
}

const identity = ({ code, departement }: ReferenceCommune): CommuneIdentity => ({ code, departementCode: departement });

function add(lists: Map<string, CommuneIdentity[]>, key: string, commune: ReferenceCommune): void {
  lists.set(key, [...(lists.get(key) ?? []), identity(commune)]);
}
