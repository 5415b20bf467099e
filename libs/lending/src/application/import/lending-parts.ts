import type { Publication, RawRecord } from '@hexagone/ingestion';
import { bankKey, bankStatus } from '../../domain/bank-name';
import { BANK_COLUMNS, OPPORTUNITY_COLUMNS, PROPOSAL_COLUMNS } from '../../domain/columns';
import { flagsOfRow, isPlausibleAge } from '../../domain/quality-rules';
import { LendingPart, type LendingRow, type ReadRow, textOf } from './lending-part';

const AGE = 'borrower_age';
const AGE_SOURCE = 'Age_emprunteur__c';

/** Requests for mortgages. */
export class OpportunitiesPart extends LendingPart {
  constructor(
    publication: Publication,
    private readonly now: () => number,
  ) {
    super(
      {
        name: 'opportunities',
        fileName: /^opportunit(?:ies|y_test)\.csv$/i,
        columns: OPPORTUNITY_COLUMNS,
        prefix: '006',
        required: ['created_at', 'stage'],
        derived: { main_bank_key: 'text', quality_flags: 'text[]', set_aside: 'jsonb' },
      },
      publication,
    );
  }

  protected derive({ row, placeholders }: ReadRow, { fields }: RawRecord): LendingRow {
    const flags = flagsOfRow({ values: row, placeholders, now: this.now() });
    const raw = textOf(fields[AGE_SOURCE]).trim();
    const ageFlag = doubtOfAge(row[AGE]);
    const bank = row['main_bank'];
    if (ageFlag !== null) row[AGE] = null;
    row['main_bank_key'] = typeof bank === 'string' ? bankKey(bank) : null;
    row['quality_flags'] = ageFlag === null ? flags : [ageFlag, ...flags];
    row['set_aside'] = ageFlag === null ? null : { [AGE]: raw };
    return row;
  }
}

function doubtOfAge(age: unknown): string | null {
  if (typeof age !== 'number' || isPlausibleAge(age)) return null;
  return Number.isInteger(age) ? 'age_out_of_range' : 'age_not_whole';
}

/** Offers of banks. */
export class ProposalsPart extends LendingPart {
  constructor(publication: Publication) {
    super(
      {
        name: 'proposals',
        fileName: /^propos(?:als|itions_test)\.csv$/i,
        columns: PROPOSAL_COLUMNS,
        prefix: 'a0P',
        required: ['created_at'],
        derived: {},
      },
      publication,
    );
  }

  protected derive({ row }: ReadRow): LendingRow {
    return row;
  }
}

/** Accounts of banks, often agencies. */
export class BanksPart extends LendingPart {
  constructor(publication: Publication) {
    super(
      {
        name: 'banks',
        fileName: /^ban(?:ks|ques_test)\.csv$/i,
        columns: BANK_COLUMNS,
        prefix: '001',
        required: ['created_at', 'name'],
        derived: { name_key: 'text', status: 'text' },
      },
      publication,
    );
  }

  protected derive({ row }: ReadRow): LendingRow {
    const key = bankKey(textOf(row['name']));
    return { ...row, name_key: key, status: bankStatus(key) };
  }
}
