import type { Commune, CommunePlace, OverrideChange } from './commune';
import type { Author } from './commune-override';
import type { Candidate } from './territory-write.errors';

/** What a well-formed INSEE code stands for today. */
export type Designation =
  | { readonly kind: 'commune' }
  | { readonly kind: 'former'; readonly successor: string }
  | { readonly kind: 'part'; readonly parent: string }
  | { readonly kind: 'free'; readonly place: CommunePlace | null };

/** Communes, to be changed by hand inside a transaction. */
export abstract class CommuneRepository {
  /** `free`: nobody has it; its place where its département exists. */
  abstract designationOf(code: string): Promise<Designation>;
  /** Locks the commune until the transaction ends; null when there is none. */
  abstract find(code: string): Promise<Commune | null>;
  abstract epciExists(code: string): Promise<boolean>;
  /** Keeps the overrides, republishes the commune, writes one audit line per change. */
  abstract save(commune: Commune, changes: readonly OverrideChange[], author: Author): Promise<void>;
  /** A commune that exists by hand goes, with its overrides; the audit lines stay. */
  abstract remove(commune: Commune, author: Author): Promise<void>;
}

/** Communes by what people say of them, official names first; empty when nothing fits. */
export abstract class CommuneCandidates {
  /** `kinds`: which names count. Reference postal codes and those known by the communes file alone. */
  abstract named(key: string, where: CandidatePlace, kinds: readonly string[]): Promise<readonly Candidate[]>;
  abstract withPostalCode(postalCode: string): Promise<readonly Candidate[]>;
  /** Those whose official name is nearest, at most five. */
  abstract nearest(nom: string): Promise<readonly Candidate[]>;
}

export interface CandidatePlace {
  readonly postalCode?: string;
  readonly departementCode?: string;
}
