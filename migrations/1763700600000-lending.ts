import type { MigrationInterface, QueryRunner } from 'typeorm';
import { commentsOnColumns } from './lending-columns';

/** Identifiers are compared byte by byte, so that their order is the same everywhere. */
const OPPORTUNITY = `
  CREATE TABLE opportunity (
    id varchar(18) COLLATE "C" CONSTRAINT opportunity_pk PRIMARY KEY,
    has_own_bank_offer boolean,
    borrower_age smallint,
    automatic_call boolean,
    progress smallint,
    main_bank text,
    property_knowledge smallint,
    created_at timestamptz NOT NULL,
    had_mortgage boolean,
    wanted_duration_years numeric(14,2),
    lead_account_id varchar(18) COLLATE "C",
    expected_gain_franchise numeric(14,2),
    expected_gain_franchise_initial numeric(14,2),
    expected_gain_platform numeric(14,2),
    expected_gain_platform_initial numeric(14,2),
    broker_fee numeric(14,2),
    web_referrer text,
    wanted_instalment numeric(14,2),
    deposit numeric(14,2),
    works_estimate numeric(14,2),
    loan_cel numeric(14,2),
    loan_pel numeric(14,2),
    loan_principal numeric(14,2),
    loan_bridge numeric(14,2),
    loan_zero_rate numeric(14,2),
    banks_consulted smallint,
    origin text,
    score numeric(10,3),
    score_franchise numeric(10,3),
    score_initial numeric(10,3),
    score_franchise_initial numeric(10,3),
    final_proposal_id varchar(18) COLLATE "C",
    record_type_id varchar(18) COLLATE "C",
    residual_income numeric(14,2),
    situation text,
    stage text NOT NULL,
    deposit_percent numeric(14,2),
    co_borrower_category text,
    borrower_category text,
    co_borrower_contract text,
    borrower_contract text,
    proposals_announced smallint,
    charges numeric(14,2),
    revenue numeric(14,2),
    completeness_percent numeric(14,2),
    debt_ratio_percent numeric(14,2),
    property_type text,
    project_type text,
    property_use text,
    bank_group text,
    quality_flags text[] NOT NULL DEFAULT '{}',
    set_aside jsonb,
    synthetic boolean NOT NULL,
    run_id bigint NOT NULL,
    source_line bigint NOT NULL,
    CONSTRAINT opportunity_id_form CHECK (id ~ '^006[0-9A-Za-z]{12}[A-Z0-5]{3}$'),
    CONSTRAINT opportunity_age_plausible CHECK (borrower_age BETWEEN 18 AND 100));
  CREATE INDEX opportunity_created ON opportunity (created_at, id);`;

/** What the step says of an offer, letters without the marks they may bear; see the domain's `isIneligible`. */
const INELIGIBLE = String.raw`coalesce(regexp_replace(normalize(step, NFKD),
  '[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]', '', 'g') COLLATE "C" ~* 'non eligible', false)`;

// No foreign key: an offer for an opportunity that nobody has, or by an unknown bank, is part of the data.
const PROPOSAL = `
  CREATE TABLE proposal (
    id varchar(18) COLLATE "C" CONSTRAINT proposal_pk PRIMARY KEY,
    created_at timestamptz NOT NULL,
    opportunity_id varchar(18) COLLATE "C",
    bank_id varchar(18) COLLATE "C",
    rate_percent numeric(6,3),
    duration_months smallint,
    insurance_rate_percent numeric(6,3),
    step text,
    ineligible boolean NOT NULL GENERATED ALWAYS AS (${INELIGIBLE}) STORED,
    synthetic boolean NOT NULL,
    run_id bigint NOT NULL,
    source_line bigint NOT NULL);
  CREATE INDEX proposal_of_opportunity ON proposal (opportunity_id);`;

const BANK = `
  CREATE TABLE bank (
    id varchar(18) COLLATE "C" CONSTRAINT bank_pk PRIMARY KEY,
    created_at timestamptz NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    bank_group text,
    status text NOT NULL,
    synthetic boolean NOT NULL,
    run_id bigint NOT NULL,
    source_line bigint NOT NULL,
    CONSTRAINT bank_status_known CHECK (status IN ('active', 'retired', 'test')));
  CREATE TABLE bank_alias (
    position smallint CONSTRAINT bank_alias_pk PRIMARY KEY,
    bank_group text NOT NULL CONSTRAINT bank_alias_group_uq UNIQUE,
    pattern text NOT NULL);`;

/** Position, group, beginning of a key as a regular expression. An operator may change them; see the domain's `bankKey`. */
const ALIASES: readonly (readonly [string, string])[] = [
  ['BOURSOBANK', 'BOURSOBANK|BOURSORAMA'],
  ['LCL', 'LCL|(LE )?CREDIT LYONNAIS'],
  ['CREDIT AGRICOLE', 'CREDIT? AGRICOLE|CA|CRCAM'],
  ["CAISSE D'EPARGNE", 'CAISSE D ?EPARGNE|CE'],
  ['BANQUE POPULAIRE', 'BANQUE POPULAIRE|BP|BRED|CASDEN|CREDIT (COOPERATIF|MARITIME)'],
  ['BNP PARIBAS', 'BNP ?PARIBAS|BNP|HELLO BANK'],
  ['SOCIETE GENERALE', 'S(OCIE)?TE GENERALE|SG'],
  [
    'CREDIT DU NORD',
    'CREDIT DU NORD|BANQUE (COURTOIS|KOLB|LAYDERNIER|NUGER|RHONE ALPES|TARNEAUD)|SOCIETE MARSEILLAISE DE CREDIT|SMC',
  ],
  ['CIC', 'CIC'],
  ['HSBC', 'HSBC'],
  ['CREDIT MUTUEL', '(CAISSE (FEDERALE )?D[EU] )?CREDIT MUTUEL|CM'],
  ['LA BANQUE POSTALE', '(LA )?BANQUE POSTALE'],
  ['BANQUE PALATINE', '(BANQUE )?PALATINE'],
  ['CREDIT FONCIER', '(GROUPE )?CREDIT FONCIER'],
  ['CREDIT IMMOBILIER DE FRANCE', 'CREDIT IMMOBILIER DE FRANCE|CIF'],
];

const ADD_ALIASES = `
  INSERT INTO bank_alias (position, bank_group, pattern)
  SELECT ordinality, bank_group, pattern FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a (bank_group, pattern)`;

const WATCH = `
  CREATE TABLE lending_quality (
    run_id bigint CONSTRAINT lending_quality_pk PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    counts jsonb NOT NULL);
  CREATE TABLE lending_access (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT lending_access_pk PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    action text NOT NULL,
    response_id uuid,
    opportunity_ids varchar(18)[],
    filter jsonb,
    rows bigint,
    request_id text);
  CREATE INDEX lending_access_at ON lending_access (at);
  CREATE TABLE lending_erasure (
    opportunity_id varchar(18) COLLATE "C" CONSTRAINT lending_erasure_pk PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    reason text NOT NULL);`;

export class Lending1763700600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [OPPORTUNITY, PROPOSAL, BANK, WATCH]) await runner.query(statements);
    for (const [column, comment] of commentsOnColumns())
      await runner.query(`COMMENT ON COLUMN ${column} IS '${comment}'`);
    await runner.query(ADD_ALIASES, [ALIASES.map(([group]) => group), ALIASES.map(([, pattern]) => pattern)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE lending_erasure, lending_access, lending_quality, bank_alias, bank, proposal, opportunity',
    );
  }
}
