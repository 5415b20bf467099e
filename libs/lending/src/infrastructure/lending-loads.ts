import type { SourceLocation } from '@hexagone/ingestion';
import { LendingDataset } from '../application/import/lending-datasets';
import { BanksPart, OpportunitiesPart, ProposalsPart } from '../application/import/lending-parts';
import { BANK_COLUMNS, type Column, OPPORTUNITY_COLUMNS, PROPOSAL_COLUMNS } from '../domain/columns';
import type { LendingDataset as DatasetName } from '../domain/quality-rules';
import { groupBanks, groupMainBanks } from './import/bank-groups';
import { LendingPublication } from './import/lending-publication';

const valuesOf = (columns: readonly Column[]): string[] =>
  columns.map(({ column }) => column).filter((column) => column !== 'id');

const OPPORTUNITIES = new LendingPublication({
  table: 'opportunity',
  values: [...valuesOf(OPPORTUNITY_COLUMNS), 'bank_group', 'quality_flags', 'set_aside'],
  subject: 'id',
  complete: groupMainBanks,
});
const PROPOSALS = new LendingPublication({
  table: 'proposal',
  values: valuesOf(PROPOSAL_COLUMNS),
  subject: 'opportunity_id',
});
const BANKS = new LendingPublication({
  table: 'bank',
  values: [...valuesOf(BANK_COLUMNS), 'name_key', 'bank_group', 'status'],
  complete: groupBanks,
});

/** The three files of the export. `embedded`: what each is without one. */
export const lendingDatasets = (
  embedded: (dataset: DatasetName) => readonly SourceLocation[],
  now: () => number = Date.now,
): readonly LendingDataset[] => [
  new LendingDataset(new BanksPart(BANKS), { en: 'Banks', fr: 'Banques' }, embedded('banks')),
  new LendingDataset(
    new OpportunitiesPart(OPPORTUNITIES, now),
    { en: 'Requests for mortgages', fr: 'Demandes de prêt immobilier' },
    embedded('opportunities'),
  ),
  new LendingDataset(
    new ProposalsPart(PROPOSALS),
    { en: 'Offers of banks', fr: 'Propositions des banques' },
    embedded('proposals'),
  ),
];
