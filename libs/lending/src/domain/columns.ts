/** What a cell holds; blank is missing, whatever the type. */
export type CellType = 'id' | 'boolean' | 'whole' | 'age' | 'amount' | 'score' | 'rate' | 'text' | 'instant';

export interface Column {
  /** Name in the header, exactly. */
  readonly source: string;
  /** Column of the table. */
  readonly column: string;
  readonly type: CellType;
}

const columns = (list: Readonly<Record<string, readonly [string, CellType]>>): readonly Column[] =>
  Object.entries(list).map(([source, [column, type]]) => ({ source, column, type }));

/** The export of opportunities, in the order of the file. */
export const OPPORTUNITY_COLUMNS = columns({
  Id: ['id', 'id'],
  A_une_proposition_de_sa_banque__c: ['has_own_bank_offer', 'boolean'],
  Age_emprunteur__c: ['borrower_age', 'age'],
  Appel_Automatique__c: ['automatic_call', 'boolean'],
  Avancement__c: ['progress', 'whole'],
  BanquePrincipaleEmp__c: ['main_bank', 'text'],
  Connaissances_en_immobilier__c: ['property_knowledge', 'whole'],
  CreatedDate: ['created_at', 'instant'],
  Deja_souscrit_credit_immo__c: ['had_mortgage', 'boolean'],
  DurSouhaitePret__c: ['wanted_duration_years', 'amount'],
  EntiteMTXPiste__c: ['lead_account_id', 'id'],
  Esperance_de_gain_franchise__c: ['expected_gain_franchise', 'amount'],
  Esperance_de_gain_franchise_initiale__c: ['expected_gain_franchise_initial', 'amount'],
  Esperance_de_gain_plateforme__c: ['expected_gain_platform', 'amount'],
  Esperance_de_gain_plateforme_initiale__c: ['expected_gain_platform_initial', 'amount'],
  HonorairMTX__c: ['broker_fee', 'amount'],
  Id_ApporteurWeb__c: ['web_referrer', 'text'],
  MensuSouhaitePret__c: ['wanted_instalment', 'amount'],
  MontAppPerso__c: ['deposit', 'amount'],
  MontEstimTravaux__c: ['works_estimate', 'amount'],
  MontPretCEL__c: ['loan_cel', 'amount'],
  MontPretPel__c: ['loan_pel', 'amount'],
  MontPretPricip__c: ['loan_principal', 'amount'],
  MontPretRel__c: ['loan_bridge', 'amount'],
  MontPretTxZero__c: ['loan_zero_rate', 'amount'],
  Nombre_de_banques_consultees__c: ['banks_consulted', 'whole'],
  Origine__c: ['origin', 'text'],
  Points_profil__c: ['score', 'score'],
  Points_profil_franchise__c: ['score_franchise', 'score'],
  Points_profil_initiaux__c: ['score_initial', 'score'],
  Points_profil_initiaux_franchise__c: ['score_franchise_initial', 'score'],
  PropFinal__c: ['final_proposal_id', 'id'],
  RecordTypeId: ['record_type_id', 'id'],
  Residuel__c: ['residual_income', 'amount'],
  SituActu__c: ['situation', 'text'],
  StageName: ['stage', 'text'],
  Taux_d_apport__c: ['deposit_percent', 'amount'],
  TechMail_CategorieProfessionnelleCoEmpru__c: ['co_borrower_category', 'text'],
  TechMail_CategorieProfessionnelleEmpru__c: ['borrower_category', 'text'],
  TechMail_ContratDeTravailCoEmprunteur__c: ['co_borrower_contract', 'text'],
  TechMail_ContratDeTravailEmprunteur__c: ['borrower_contract', 'text'],
  TotalProposition__c: ['proposals_announced', 'whole'],
  TotCharges__c: ['charges', 'amount'],
  TotRev__c: ['revenue', 'amount'],
  Tx_Completude_Pieces__c: ['completeness_percent', 'amount'],
  TxEndetApres__c: ['debt_ratio_percent', 'amount'],
  TypBien__c: ['property_type', 'text'],
  TypProj__c: ['project_type', 'text'],
  UsagBien__c: ['property_use', 'text'],
});

export const PROPOSAL_COLUMNS = columns({
  Id: ['id', 'id'],
  CreatedDate: ['created_at', 'instant'],
  Opportunity__c: ['opportunity_id', 'id'],
  Partenaire__c: ['bank_id', 'id'],
  TXHA__c: ['rate_percent', 'rate'],
  DureePret_Mois__c: ['duration_months', 'whole'],
  TauxAss__c: ['insurance_rate_percent', 'rate'],
  Etape_Source__c: ['step', 'text'],
});

export const BANK_COLUMNS = columns({
  Id: ['id', 'id'],
  CreatedDate: ['created_at', 'instant'],
  Name: ['name', 'text'],
});

/** Types of SQL. */
export const SQL_TYPES: Readonly<Record<CellType, string>> = {
  id: 'varchar(18) COLLATE "C"',
  boolean: 'boolean',
  whole: 'smallint',
  age: 'smallint',
  amount: 'numeric(14,2)',
  score: 'numeric(10,3)',
  rate: 'numeric(6,3)',
  text: 'text',
  instant: 'timestamptz',
};
