import type { LendingDataset } from '../../../libs/lending/src/domain/quality-rules';
import { banksFile, type Cells, idOf, opportunitiesFile, proposalsFile } from './files';

const GOOD_REQUEST: Cells = {
  CreatedDate: '2024-01-15 09:30:00',
  StageName: '2-Qualifiée',
  Age_emprunteur__c: '33.0',
  TotRev__c: '3000.0',
  MontPretPricip__c: '200000.0',
  MontAppPerso__c: '0.0',
  DurSouhaitePret__c: '25.0',
  TxEndetApres__c: '33.0',
  BanquePrincipaleEmp__c: 'CIC',
  TechMail_CategorieProfessionnelleEmpru__c: 'Salarié du privé',
  TechMail_ContratDeTravailEmprunteur__c: 'CDD',
  PropFinal__c: idOf('a0P', 1),
};
const GOOD_OFFER: Cells = {
  CreatedDate: '2024-02-01 10:00:00',
  Opportunity__c: idOf('006', 1),
  Partenaire__c: idOf('001', 1),
  TXHA__c: '3.85',
  DureePret_Mois__c: '240.0',
  TauxAss__c: '0.36',
};

type Doubt = readonly [rule: string, cells: Cells];

/** One row for each rule, that it alone counts; banks of the same name are two. */
const DOUBTS: Readonly<Record<LendingDataset, readonly Doubt[]>> = {
  opportunities: [
    ['', {}],
    ['age_out_of_range', { Age_emprunteur__c: '101.0' }],
    ['age_not_whole', { Age_emprunteur__c: '33.5' }],
    ['revenue_not_positive', { TotRev__c: '0.0' }],
    ['principal_not_positive', { MontPretPricip__c: '-1.0' }],
    ['deposit_negative', { MontAppPerso__c: '-0.5' }],
    ['duration_implausible', { DurSouhaitePret__c: '40.5' }],
    ['debt_ratio_above_100', { TxEndetApres__c: '100.01' }],
    ['created_in_future', { CreatedDate: '2099-01-01 00:00:00' }],
    ['unknown_category', { TechMail_CategorieProfessionnelleEmpru__c: 'Astronaute' }],
    ['unknown_contract', { TechMail_ContratDeTravailEmprunteur__c: 'CDI' }],
    ['unknown_stage', { StageName: '3-Montée' }],
    ['placeholder_text', { SituActu__c: ' NaN', Origine__c: '#N/A' }],
    ['bank_variant', { BanquePrincipaleEmp__c: 'Société Générale' }],
    ['bank_unmatched', { BanquePrincipaleEmp__c: 'CREDT MUTUEL' }],
    ['final_proposal_unknown', { PropFinal__c: idOf('a0P', 999) }],
  ],
  proposals: [
    ['', {}],
    ['orphan_opportunity', { Opportunity__c: idOf('006', 999) }],
    ['orphan_bank', { Partenaire__c: idOf('001', 999) }],
    ['rate_missing', { TXHA__c: '' }],
    ['rate_not_positive', { TXHA__c: '0.0' }],
    ['rate_above_15', { TXHA__c: '15.001' }],
    ['duration_missing', { DureePret_Mois__c: '' }],
    ['duration_looks_like_years', { DureePret_Mois__c: '25.0' }],
    ['insurance_unknown', { TauxAss__c: '0.0' }],
    ['not_eligible', { Etape_Source__c: '99-NON ÉLIGIBLE à la transmission / Source: API' }],
  ],
  banks: [
    ['', { Name: 'Cœur d’Épargne' }],
    ['', { Name: 'LCL POLE LA TESTE DE BUCH' }],
    ['bank_test_record', { Name: 'cly est test' }],
    ['bank_retired', { Name: 'SBE - NE PAS UTILISER CE COMPTE (DOUBLON)' }],
    ['bank_same_name', { Name: 'Crédit Agricole – Nord' }],
    ['bank_same_name', { Name: 'CREDIT AGRICOLE (NORD)' }],
  ],
};

const PREFIXES = { opportunities: '006', proposals: 'a0P', banks: '001' } as const;
const GOOD: Readonly<Record<LendingDataset, Cells>> = {
  opportunities: GOOD_REQUEST,
  proposals: GOOD_OFFER,
  banks: { CreatedDate: '2020-01-01 00:00:00' },
};

const rowsOf = (dataset: LendingDataset): readonly Cells[] =>
  DOUBTS[dataset].map(([, cells], i) => ({ Id: idOf(PREFIXES[dataset], i + 1), ...GOOD[dataset], ...cells }));

export const DOUBTFUL: Readonly<Record<LendingDataset, string>> = {
  opportunities: opportunitiesFile(rowsOf('opportunities')),
  proposals: proposalsFile(rowsOf('proposals')),
  banks: banksFile(rowsOf('banks')),
};

/** Rule → ids of the rows that it counts. */
export const EXPECTED_DOUBTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (Object.keys(DOUBTS) as LendingDataset[]).flatMap((dataset) =>
    DOUBTS[dataset].flatMap(([rule]) => {
      const ids = DOUBTS[dataset].flatMap(([other], i) => (other === rule ? [idOf(PREFIXES[dataset], i + 1)] : []));
      return rule === '' ? [] : [[rule, ids]];
    }),
  ),
);
