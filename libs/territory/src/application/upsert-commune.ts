import { UseCase } from '@hexagone/kernel';
import { type CommuneDraft, readCommuneDraft } from '../domain/commune-draft';
import type { ManualChanges } from '../domain/commune-values';
import { CommuneCandidates } from '../domain/commune.repository';
import { departementOfPostalCode } from '../domain/departement-of-code';
import { isForeign, trustedDepartement } from '../domain/insee-code';
import { searchKey } from '../domain/search-key';
import {
  type Candidate,
  CommuneAmbiguous,
  CommuneInvalid,
  CommuneUnknown,
  NotInFrance,
} from '../domain/territory-write.errors';
import { type CommuneWrite, type Document, WriteCommune, type WrittenCommune } from './write-commune';

const OFFICIAL = ['official'];
const OLDER = ['delegated', 'associated', 'former'];

/**
 * Pushes a commune as a person or a file names it: by `code`, else by name with postal code or département. What is
 * given is set by hand; the name only finds. Throws CommuneAmbiguous with candidates, CommuneUnknown with the nearest,
 * and what WriteCommune throws.
 */
@UseCase()
export class UpsertCommune {
  constructor(
    private readonly candidates: CommuneCandidates,
    private readonly write: WriteCommune,
  ) {}

  async execute(
    document: Document,
    { author, guard }: Pick<CommuneWrite, 'author' | 'guard'>,
  ): Promise<WrittenCommune> {
    const { code, codeDepartement, ...rest } = document;
    const draft = readCommuneDraft(rest, true);
    const terms = { author, mode: 'merge', ...(guard && { guard }) } as const;
    if (code !== undefined) {
      const repeated = codeDepartement === undefined ? draft.repeated : { ...draft.repeated, codeDepartement };
      return this.write.apply({ ...draft, repeated }, { ...terms, code: text('code', code) });
    }
    const found = await this.find(draft, codeDepartement);
    return this.write.apply({ ...draft, changes: unnamed(draft.changes) }, { ...terms, code: found.code });
  }

  private async find(draft: CommuneDraft, givenDepartement: unknown): Promise<Candidate> {
    const { nom, codesPostaux } = draft.changes;
    if (typeof nom !== 'string') throw missingName();
    const postalCode = draft.codePostal ?? (codesPostaux as readonly string[] | null | undefined)?.[0];
    if (postalCode !== undefined && isForeign(null, postalCode)) throw new NotInFrance(`${nom} ${postalCode}`);
    const departement = givenDepartement === undefined ? undefined : readDepartement(givenDepartement);
    const found = await this.fitting(searchKey(nom), postalCode, departement);
    if (found.length > 1) throw new CommuneAmbiguous(nom, found);
    return found[0] ?? (await this.refuse(nom, postalCode));
  }

  /** Name with postal code first, then name with département; official names before older ones. */
  private async fitting(
    key: string,
    postalCode: string | undefined,
    departement: string | undefined,
  ): Promise<readonly Candidate[]> {
    const departementCode = departement ?? (postalCode && departementOfPostalCode(postalCode));
    const places = [
      ...(postalCode ? [{ postalCode, ...(departement && { departementCode: departement }) }] : []),
      departementCode ? { departementCode } : {},
    ];
    for (const place of places) {
      for (const kinds of [OFFICIAL, OLDER]) {
        const found = await this.candidates.named(key, place, kinds);
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  private async refuse(nom: string, postalCode: string | undefined): Promise<never> {
    const near = [
      ...(await this.candidates.nearest(nom)),
      ...(postalCode ? await this.candidates.withPostalCode(postalCode) : []),
    ];
    throw new CommuneUnknown(nom, [...new Map(near.map((candidate) => [candidate.code, candidate])).values()]);
  }
}

/** The name has found the commune: it is not to be set. */
const unnamed = (changes: ManualChanges): ManualChanges =>
  Object.fromEntries(Object.entries(changes).filter(([field]) => field !== 'nom'));

function readDepartement(given: unknown): string {
  const code = trustedDepartement(text('codeDepartement', given));
  if (code) return code;
  const detail = {
    en: 'codeDepartement is not the code of a département.',
    fr: "codeDepartement n'est pas un code de département.",
  };
  throw new CommuneInvalid([{ pointer: '/codeDepartement', code: 'invalid', detail }]);
}

function text(member: string, value: unknown): string {
  if (typeof value === 'string') return value;
  const detail = { en: `${member} must be a text.`, fr: `${member} doit être un texte.` };
  throw new CommuneInvalid([{ pointer: `/${member}`, code: 'invalid', detail }]);
}

const missingName = (): CommuneInvalid =>
  new CommuneInvalid([{ pointer: '/nom', code: 'missing', detail: { en: 'nom is required.', fr: 'nom est requis.' } }]);
