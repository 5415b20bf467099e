const BORROWER = {
  id: '0065q00000AlAK0AAN',
  age_emprunteur: 33,
  banque_principale: 'CIC',
  deja_souscrit_credit_immo: true,
  categorie_professionnelle: 'Salarié du privé',
  contrat_travail: "CDI période d'essai terminée",
  revenu_total: 7731.67,
  montant_pret_principal: 235_055,
  stage_name: '6-Perdue',
};
const RESPONSE_ID = '0cc12fda-deca-4f24-918b-f0884d2bb910';

export const OPPORTUNITY_EXAMPLE = { response_id: RESPONSE_ID, ...BORROWER };

export const PAGE_EXAMPLE = {
  data: [{ ...BORROWER, created_at: '2024-01-15T09:30:00.000Z' }],
  meta: { limit: 20, has_more: false, total: 1, response_id: RESPONSE_ID },
  links: { self: '/opportunities' },
};

const PROPOSAL = {
  rank: 1,
  proposal_id: 'a0P9Z0000000001UAA',
  bank_id: '0012000000YI8d8AAD',
  bank_name: 'CIC LYON BELLECOUR',
  bank_group: 'CIC',
  bank_status: 'active',
  rate_percent: 4.7,
  insurance_rate_percent: 0.42,
  duration_months: 240,
  created_at: '2024-01-16T10:00:00.000Z',
  step: null,
  eligible: true,
  exclusions: [],
  flags: [],
  monthly_payment: 1512.57,
  monthly_insurance: 82.27,
  total_cost: 147_706.6,
};

export const PROPOSALS_EXAMPLE = {
  data: [PROPOSAL],
  meta: {
    opportunity_id: BORROWER.id,
    rank_by: 'rate',
    best: PROPOSAL.proposal_id,
    ranked: 1,
    excluded: 0,
  },
};

export const BEST_PROPOSALS_EXAMPLE = {
  data: [
    {
      opportunity_id: BORROWER.id,
      proposal_id: PROPOSAL.proposal_id,
      rate_percent: 4.7,
      duration_months: 240,
      bank_name: 'CIC LYON BELLECOUR',
    },
  ],
  meta: { limit: 20, has_more: false, total: 1, opportunities_with_proposals: 1, without_eligible: 0 },
  links: { self: '/opportunities/best-proposals' },
};
