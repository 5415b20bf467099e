import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { deriveCommunes } from './communes';
import { deriveFormerCodes, derivePresentOfPeriods } from './former-codes';
import { deriveMembers } from './members';
import { deriveNames, derivePostalNames } from './names';
import { judgeOverrides } from './overrides';
import { deriveEstimates, publishBestPositions } from './positions';
import { deriveAddedPostalCodes, derivePostalCodes } from './postal-codes';

type Derivation = (session: StagingSession, run: StagedRun) => Promise<boolean>;

/** What follows from the sources, in the order in which one follows from the other. */
const ALL = {
  members: deriveMembers,
  communes: deriveCommunes,
  presentOfPeriods: derivePresentOfPeriods,
  formerCodes: deriveFormerCodes,
  names: deriveNames,
  postalNames: derivePostalNames,
  estimates: deriveEstimates,
  overrides: judgeOverrides,
  positions: publishBestPositions,
  postalCodes: derivePostalCodes,
  addedPostalCodes: deriveAddedPostalCodes,
} satisfies Record<string, Derivation>;

export type Derived = keyof typeof ALL;

// A write by hand reads what the sources say under a lock on the commune: it waits here, at its first statement.
const AGAINST_WRITERS = 'LOCK TABLE territory.commune, territory.commune_override IN EXCLUSIVE MODE';

export const lockTerritory = async (session: StagingSession): Promise<void> => {
  await session.query(AGAINST_WRITERS);
};

/** Brings derived tables in line; true when a reader sees a difference. Statistics first: the tables may just be filled. */
export async function derive(session: StagingSession, run: StagedRun, wanted: readonly Derived[]): Promise<boolean> {
  let changed = false;
  for (const [name, derivation] of Object.entries(ALL)) {
    if (wanted.includes(name as Derived) && (await derivation(session, run))) changed = true;
  }
  return changed;
}
