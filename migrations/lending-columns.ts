/** Category of the register of processing → table → columns. */
const PERSONAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reference: {
    opportunity: 'id lead_account_id final_proposal_id record_type_id',
    proposal: 'id opportunity_id',
    lending_access: 'opportunity_ids',
    lending_erasure: 'opportunity_id',
  },
  'life-and-work': {
    opportunity: 'borrower_age situation borrower_category borrower_contract co_borrower_category co_borrower_contract',
  },
  finances: {
    opportunity: `main_bank bank_group had_mortgage revenue charges residual_income debt_ratio_percent deposit
      deposit_percent has_own_bank_offer`,
  },
  project: {
    opportunity: `property_type project_type property_use property_knowledge works_estimate wanted_duration_years
      wanted_instalment loan_principal loan_cel loan_pel loan_bridge loan_zero_rate`,
  },
  'follow-up': {
    opportunity: `created_at stage progress origin web_referrer automatic_call banks_consulted proposals_announced
      completeness_percent broker_fee expected_gain_franchise expected_gain_franchise_initial expected_gain_platform
      expected_gain_platform_initial score score_franchise score_initial score_franchise_initial`,
  },
  offer: { proposal: 'created_at bank_id rate_percent duration_months insurance_rate_percent step ineligible' },
  quality: { opportunity: 'quality_flags set_aside' },
  lineage: { opportunity: 'synthetic run_id source_line', proposal: 'synthetic run_id source_line' },
  activity: {
    lending_access: 'at actor action response_id filter rows request_id',
    lending_erasure: 'erased_at actor reason',
  },
};

/** Column → its comment, as the register of processing reads it. */
export const commentsOnColumns = (): readonly (readonly [string, string])[] => [
  ...Object.entries(PERSONAL).flatMap(([category, tables]) =>
    Object.entries(tables).flatMap(([table, columns]) =>
      columns.split(/\s+/).map((column) => [`${table}.${column}`, `personal:${category}`] as const),
    ),
  ),
  ['bank.name', 'not-personal: of a bank or one of its branches'],
  ['bank.name_key', 'not-personal: of a bank or one of its branches'],
  ['lending_quality.counts', 'not-personal: numbers of rows'],
];
