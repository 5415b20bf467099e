import { Generations, Transaction, UseCase } from '@hexagone/kernel';
import { readCode } from '../domain/code-reading';
import { Commune, type OverrideChange } from '../domain/commune';
import { type CommuneDraft, mustBeWhole, readCommuneDraft } from '../domain/commune-draft';
import type { Author } from '../domain/commune-override';
import type { ManualChanges } from '../domain/commune-values';
import { CommuneRepository, type Designation } from '../domain/commune.repository';
import { departementOfInseeCode } from '../domain/departement-of-code';
import { AreaNotFound } from '../domain/territory.errors';
import {
  CommuneInvalid,
  CommuneMerged,
  DepartementUnknown,
  NotACommune,
  NotInFrance,
} from '../domain/territory-write.errors';
import { RepeatedMembers } from './repeated-members';

export type Document = Readonly<Record<string, unknown>>;

/** `put`: the whole manual layer, creates what is missing. `patch`: part of it. `merge`: part of it, creates. */
export type WriteMode = 'put' | 'patch' | 'merge';

export interface WrittenCommune {
  readonly code: string;
  readonly created: boolean;
  readonly changed: boolean;
}

export interface CommuneWrite {
  readonly code: string;
  readonly document: Document;
  readonly mode: WriteMode;
  readonly author: Author;
  /** Throws when the caller knows an older state than the one about to be changed. */
  readonly guard?: () => Promise<void>;
}

/** The dataset whose readers see the change. */
export const DATASET = 'territory';

/**
 * Sets values of a commune by hand, above what the sources say. The same document twice changes nothing, not even
 * the version. Throws CodeMalformed, NotInFrance, CommuneMerged, NotACommune, DepartementUnknown, CommuneInvalid,
 * ReadOnlyMembersDiffer, DepartementContradictsCode.
 */
@UseCase()
export class WriteCommune {
  constructor(
    private readonly communes: CommuneRepository,
    private readonly repeated: RepeatedMembers,
    private readonly transaction: Transaction,
    private readonly generations: Generations,
  ) {}

  execute({ document, ...write }: CommuneWrite): Promise<WrittenCommune> {
    const draft = readCommuneDraft(document, write.mode !== 'put');
    return this.apply(draft, write);
  }

  /** As `execute`, for a document that was read already. */
  async apply(draft: CommuneDraft, write: Omit<CommuneWrite, 'document'>): Promise<WrittenCommune> {
    const code = readCode('commune', write.code);
    if (code.startsWith('99')) throw new NotInFrance(code);
    return this.transaction.run(async () => {
      const found = await this.communes.find(code);
      await write.guard?.();
      const commune = found ?? this.created(code, draft, write, await this.communes.designationOf(code));
      await this.repeated.mustEqual(commune, draft.repeated);
      const changes = this.changed(commune, draft, write);
      await this.mustKnowEpci(changes);
      if (changes.length > 0) await this.keep(commune, changes, write.author);
      return { code, created: !found, changed: changes.length > 0 };
    });
  }

  private created(code: string, draft: CommuneDraft, { mode }: { mode: WriteMode }, is: Designation): Commune {
    if (is.kind === 'former') throw new CommuneMerged(code, is.successor);
    if (is.kind === 'part') throw new NotACommune(code, is.parent);
    if (mode === 'patch' || is.kind === 'commune') throw new AreaNotFound('commune', code);
    if (!is.place) throw new DepartementUnknown(departementOfInseeCode(code));
    mustBeWhole(draft);
    return new Commune(is.place, null);
  }

  private changed(
    commune: Commune,
    draft: CommuneDraft,
    { mode, author }: Omit<CommuneWrite, 'document'>,
  ): readonly OverrideChange[] {
    if (mode === 'put') mustBeWhole(draft);
    const changes = withPostalCode(draft, mode === 'merge' ? commune.published.codesPostaux : []);
    return mode === 'put' ? commune.replaceByHand(changes, author) : commune.revise(changes, author);
  }

  private async mustKnowEpci(changes: readonly OverrideChange[]): Promise<void> {
    const epci = changes.find(({ field, action }) => field === 'codeEpci' && action === 'set')?.override.value;
    if (typeof epci !== 'string' || (await this.communes.epciExists(epci))) return;
    const detail = { en: `There is no EPCI ${epci}.`, fr: `Il n'y a pas d'EPCI ${epci}.` };
    throw new CommuneInvalid([{ pointer: '/codeEpci', code: 'unknown-epci', detail }]);
  }

  private async keep(commune: Commune, changes: readonly OverrideChange[], author: Author): Promise<void> {
    await this.communes.save(commune, changes, author);
    await this.generations.touch(DATASET);
  }
}

/** A single postal code joins the codes the commune has; where none are given it is the whole list. */
function withPostalCode({ changes, codePostal }: CommuneDraft, present: readonly string[]): ManualChanges {
  if (codePostal === undefined) return changes;
  return { ...changes, codesPostaux: present.includes(codePostal) ? present : [...present, codePostal] };
}
