-- What is doubtful in the three files, rule by rule.
--
-- DuckDB runs this file as it is, in a folder with the three files of the export; `hexagone lending analyse` runs it in
-- PostgreSQL too, where it loads tables of the same names itself. Everything is text until a statement says otherwise.

CREATE TEMP TABLE opportunities AS SELECT * FROM read_csv('opportunit*.csv', all_varchar = true, header = true, delim = ',', quote = '"');
CREATE TEMP TABLE proposals AS SELECT * FROM read_csv('prop*.csv', all_varchar = true, header = true, delim = ',', quote = '"');
CREATE TEMP TABLE banks AS SELECT * FROM read_csv('ban*.csv', all_varchar = true, header = true, delim = ',', quote = '"');

-- Beginnings of names that mean one bank; the first that fits counts.
CREATE TEMP TABLE bank_alias AS
SELECT * FROM (VALUES
  (1, 'BOURSOBANK', 'BOURSOBANK|BOURSORAMA'),
  (2, 'LCL', 'LCL|(LE )?CREDIT LYONNAIS'),
  (3, 'CREDIT AGRICOLE', 'CREDIT? AGRICOLE|CA|CRCAM'),
  (4, 'CAISSE D''EPARGNE', 'CAISSE D ?EPARGNE|CE'),
  (5, 'BANQUE POPULAIRE', 'BANQUE POPULAIRE|BP|BRED|CASDEN|CREDIT (COOPERATIF|MARITIME)'),
  (6, 'BNP PARIBAS', 'BNP ?PARIBAS|BNP|HELLO BANK'),
  (7, 'SOCIETE GENERALE', 'S(OCIE)?TE GENERALE|SG'),
  (8, 'CREDIT DU NORD', 'CREDIT DU NORD|BANQUE (COURTOIS|KOLB|LAYDERNIER|NUGER|RHONE ALPES|TARNEAUD)|SOCIETE MARSEILLAISE DE CREDIT|SMC'),
  (9, 'CIC', 'CIC'),
  (10, 'HSBC', 'HSBC'),
  (11, 'CREDIT MUTUEL', '(CAISSE (FEDERALE )?D[EU] )?CREDIT MUTUEL|CM'),
  (12, 'LA BANQUE POSTALE', '(LA )?BANQUE POSTALE'),
  (13, 'BANQUE PALATINE', '(BANQUE )?PALATINE'),
  (14, 'CREDIT FONCIER', '(GROUPE )?CREDIT FONCIER'),
  (15, 'CREDIT IMMOBILIER DE FRANCE', 'CREDIT IMMOBILIER DE FRANCE|CIF')
) AS alias (place, bank_group, pattern);

-- Names of banks as they are compared: capitals without accents, words between single spaces.
CREATE TEMP VIEW bank_keys AS
SELECT
  name,
  trim(regexp_replace(
    upper(translate(replace(replace(name, 'œ', 'oe'), 'Œ', 'OE'),
      'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜàâäçéèêëîïôöùûü', 'AAACEEEEIIOOUUUaaaceeeeiioouuu')),
    '[^A-Z0-9]+', ' ', 'g')) AS key
FROM (
  SELECT "BanquePrincipaleEmp__c" AS name FROM opportunities WHERE trim("BanquePrincipaleEmp__c") <> ''
  UNION
  SELECT "Name" FROM banks
) names;

CREATE TEMP TABLE bank_groups AS
SELECT DISTINCT ON (name) name, key, bank_group
FROM bank_keys
LEFT JOIN bank_alias ON concat(key, ' ') ~ concat('^(', pattern, ') .*$')
ORDER BY name, place NULLS LAST;

-- One row per cell, under the names that the service has for the columns.
CREATE TEMP VIEW opportunity_cells AS
SELECT
  "Id" AS id,
  unnest(ARRAY[
    'id', 'has_own_bank_offer', 'borrower_age', 'automatic_call', 'progress', 'main_bank', 'property_knowledge',
    'created_at', 'had_mortgage', 'wanted_duration_years', 'lead_account_id', 'expected_gain_franchise',
    'expected_gain_franchise_initial', 'expected_gain_platform', 'expected_gain_platform_initial', 'broker_fee',
    'web_referrer', 'wanted_instalment', 'deposit', 'works_estimate', 'loan_cel', 'loan_pel', 'loan_principal',
    'loan_bridge', 'loan_zero_rate', 'banks_consulted', 'origin', 'score', 'score_franchise', 'score_initial',
    'score_franchise_initial', 'final_proposal_id', 'record_type_id', 'residual_income', 'situation', 'stage',
    'deposit_percent', 'co_borrower_category', 'borrower_category', 'co_borrower_contract', 'borrower_contract',
    'proposals_announced', 'charges', 'revenue', 'completeness_percent', 'debt_ratio_percent', 'property_type',
    'project_type', 'property_use'
  ]) AS name,
  unnest(ARRAY[
    "Id", "A_une_proposition_de_sa_banque__c", "Age_emprunteur__c", "Appel_Automatique__c", "Avancement__c",
    "BanquePrincipaleEmp__c", "Connaissances_en_immobilier__c", "CreatedDate", "Deja_souscrit_credit_immo__c",
    "DurSouhaitePret__c", "EntiteMTXPiste__c", "Esperance_de_gain_franchise__c",
    "Esperance_de_gain_franchise_initiale__c", "Esperance_de_gain_plateforme__c",
    "Esperance_de_gain_plateforme_initiale__c", "HonorairMTX__c", "Id_ApporteurWeb__c", "MensuSouhaitePret__c",
    "MontAppPerso__c", "MontEstimTravaux__c", "MontPretCEL__c", "MontPretPel__c", "MontPretPricip__c",
    "MontPretRel__c", "MontPretTxZero__c", "Nombre_de_banques_consultees__c", "Origine__c", "Points_profil__c",
    "Points_profil_franchise__c", "Points_profil_initiaux__c", "Points_profil_initiaux_franchise__c", "PropFinal__c",
    "RecordTypeId", "Residuel__c", "SituActu__c", "StageName", "Taux_d_apport__c",
    "TechMail_CategorieProfessionnelleCoEmpru__c", "TechMail_CategorieProfessionnelleEmpru__c",
    "TechMail_ContratDeTravailCoEmprunteur__c", "TechMail_ContratDeTravailEmprunteur__c", "TotalProposition__c",
    "TotCharges__c", "TotRev__c", "Tx_Completude_Pieces__c", "TxEndetApres__c", "TypBien__c", "TypProj__c",
    "UsagBien__c"
  ]) AS cell
FROM opportunities;

CREATE TEMP VIEW proposal_cells AS
SELECT
  "Id" AS id,
  unnest(ARRAY[
    'id', 'created_at', 'opportunity_id', 'bank_id', 'rate_percent', 'duration_months', 'insurance_rate_percent',
    'step'
  ]) AS name,
  unnest(ARRAY[
    "Id", "CreatedDate", "Opportunity__c", "Partenaire__c", "TXHA__c", "DureePret_Mois__c", "TauxAss__c",
    "Etape_Source__c"
  ]) AS cell
FROM proposals;

CREATE TEMP VIEW bank_cells AS
SELECT
  "Id" AS id,
  unnest(ARRAY[
    'id', 'created_at', 'name'
  ]) AS name,
  unnest(ARRAY[
    "Id", "CreatedDate", "Name"
  ]) AS cell
FROM banks;

-- Words that stand for nothing are blank; what is no number has none.
CREATE TEMP VIEW cells AS
SELECT
  dataset, id, name,
  coalesce(lower(trim(cell)), '') IN ('', 'nan', 'null', 'none', 'n/a', '#n/a') AS is_blank,
  coalesce(lower(trim(cell)), '') IN ('nan', 'null', 'none', 'n/a', '#n/a') AS is_placeholder,
  CAST(CASE WHEN trim(cell) ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim(cell) END AS float8) AS number
FROM (
  SELECT 'opportunities' AS dataset, id, name, cell FROM opportunity_cells
  UNION ALL
  SELECT 'proposals', id, name, cell FROM proposal_cells
  UNION ALL
  SELECT 'banks', id, name, cell FROM bank_cells
) all_cells;

-- Values that rules look at.
CREATE TEMP VIEW requests AS
SELECT
  CAST(CASE WHEN trim("Age_emprunteur__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("Age_emprunteur__c") END AS float8) AS age,
  CAST(CASE WHEN trim("TotRev__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TotRev__c") END AS float8) AS revenue,
  CAST(CASE WHEN trim("MontPretPricip__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("MontPretPricip__c") END AS float8) AS principal,
  CAST(CASE WHEN trim("MontAppPerso__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("MontAppPerso__c") END AS float8) AS deposit,
  CAST(CASE WHEN trim("DurSouhaitePret__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("DurSouhaitePret__c") END AS float8) AS years,
  CAST(CASE WHEN trim("TxEndetApres__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TxEndetApres__c") END AS float8) AS debt_ratio,
  "CreatedDate" AS created_at,
  CASE WHEN lower(trim("TechMail_CategorieProfessionnelleEmpru__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a')
    THEN "TechMail_CategorieProfessionnelleEmpru__c" END AS category,
  CASE WHEN lower(trim("TechMail_ContratDeTravailEmprunteur__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a')
    THEN "TechMail_ContratDeTravailEmprunteur__c" END AS contract,
  "StageName" AS stage,
  CASE WHEN lower(trim("BanquePrincipaleEmp__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a')
    THEN "BanquePrincipaleEmp__c" END AS bank,
  g.bank_group,
  "PropFinal__c" AS final_proposal,
  p.id AS known_proposal
FROM opportunities
LEFT JOIN bank_groups g ON g.name = "BanquePrincipaleEmp__c"
LEFT JOIN (SELECT DISTINCT substr("Id", 1, 15) AS id FROM proposals) p ON p.id = substr("PropFinal__c", 1, 15);

CREATE TEMP VIEW offers AS
SELECT
  CAST(CASE WHEN trim("TXHA__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TXHA__c") END AS numeric(6, 3)) AS rate,
  CAST(CASE WHEN trim("DureePret_Mois__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("DureePret_Mois__c") END AS float8) AS months,
  CAST(CASE WHEN trim("TauxAss__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TauxAss__c") END AS numeric(6, 3)) AS insurance,
  lower(translate("Etape_Source__c", 'ÉÈÊéèê', 'EEEeee')) AS step,
  o.id AS known_opportunity,
  b.id AS known_bank
FROM proposals
LEFT JOIN (SELECT DISTINCT substr("Id", 1, 15) AS id FROM opportunities) o ON o.id = substr("Opportunity__c", 1, 15)
LEFT JOIN (SELECT DISTINCT substr("Id", 1, 15) AS id FROM banks) b ON b.id = substr("Partenaire__c", 1, 15);

CREATE TEMP VIEW accounts AS
SELECT concat(' ', g.key, ' ') AS words, count(*) OVER (PARTITION BY g.key) AS of_that_name
FROM banks
JOIN bank_groups g ON g.name = banks."Name";

-- [rules] Rows that each rule looks at, and those that it counts. A day is in the future from tomorrow on.
SELECT
  dataset, rule, severity, checked, count,
  CASE WHEN checked > 0 THEN CAST(100.0 * count / checked AS numeric(5, 2)) END AS percent
FROM (
  SELECT 1 AS file, 'opportunities' AS dataset, v.place, v.rule, v.severity,
    count(*) FILTER (WHERE v.looked_at) AS checked, count(*) FILTER (WHERE v.holds) AS count
  FROM requests
  CROSS JOIN LATERAL (VALUES
    (1, 'age_out_of_range', 'warning', age IS NOT NULL, age = floor(age) AND (age < 18 OR age > 100)),
    (2, 'age_not_whole', 'warning', age IS NOT NULL, age <> floor(age)),
    (3, 'revenue_not_positive', 'warning', revenue IS NOT NULL, revenue <= 0),
    (4, 'principal_not_positive', 'warning', principal IS NOT NULL, principal <= 0),
    (5, 'deposit_negative', 'warning', deposit IS NOT NULL, deposit < 0),
    (6, 'duration_implausible', 'warning', years IS NOT NULL, years <= 0 OR years > 40),
    (7, 'debt_ratio_above_100', 'warning', debt_ratio IS NOT NULL, debt_ratio > 100),
    (8, 'created_in_future', 'warning', created_at IS NOT NULL, substr(created_at, 1, 10) > CAST(current_date AS varchar(10))),
    (9, 'unknown_category', 'information', category IS NOT NULL, category NOT IN (
      'Salarié du privé', 'Salarié du public', 'Dirigeant de société', 'Retraité', 'Travailleur indépendant',
      'Profession libérale', 'Profession libérale médicale', 'Recherche d''emploi', 'Autres')),
    (10, 'unknown_contract', 'information', contract IS NOT NULL, contract NOT IN (
      'CDI période d''essai terminée', 'CDI période d''essai non terminée', 'CDD', 'Fonctionnaire ou assimilé',
      'Éducation nationale', 'Intérimaire', 'Autres', 'Multi-employeurs', 'Intermittent du spectacle')),
    (11, 'unknown_stage', 'information', stage IS NOT NULL, stage NOT IN ('1-Découverte', '2-Qualifiée', '5-Gagnée', '6-Perdue')),
    (13, 'bank_variant', 'information', bank IS NOT NULL, bank_group IS NOT NULL AND bank NOT IN (
      'CIC', 'BOURSORAMA BANQUE', 'BNP PARIBAS', 'BANQUE POPULAIRE', 'LCL', 'CREDIT AGRICOLE', 'SOCIETE GENERALE',
      'CAISSE D''EPARGNE', 'CREDIT MUTUEL')),
    (14, 'bank_unmatched', 'information', bank IS NOT NULL, bank IS NOT NULL AND bank_group IS NULL),
    (15, 'final_proposal_unknown', 'warning', final_proposal IS NOT NULL, final_proposal IS NOT NULL AND known_proposal IS NULL)
  ) AS v (place, rule, severity, looked_at, holds)
  GROUP BY v.place, v.rule, v.severity
  UNION ALL
  SELECT 1, 'opportunities', 12, 'placeholder_text', 'warning', (SELECT count(*) FROM opportunities), count(DISTINCT id)
  FROM cells
  WHERE dataset = 'opportunities' AND is_placeholder
  UNION ALL
  SELECT 2, 'proposals', v.place, v.rule, v.severity,
    count(*) FILTER (WHERE v.looked_at), count(*) FILTER (WHERE v.holds)
  FROM offers
  CROSS JOIN LATERAL (VALUES
    (1, 'orphan_opportunity', 'error', true, known_opportunity IS NULL),
    (2, 'orphan_bank', 'error', true, known_bank IS NULL),
    (3, 'rate_missing', 'warning', true, rate IS NULL),
    (4, 'rate_not_positive', 'warning', rate IS NOT NULL, rate <= 0),
    (5, 'rate_above_15', 'warning', rate IS NOT NULL, rate > 15),
    (6, 'duration_missing', 'warning', true, months IS NULL OR months <= 0),
    (7, 'duration_looks_like_years', 'warning', months IS NOT NULL, months BETWEEN 1 AND 40),
    (8, 'insurance_unknown', 'information', true, insurance IS NULL OR insurance <= 0),
    (9, 'not_eligible', 'information', true, step LIKE '%non eligible%')
  ) AS v (place, rule, severity, looked_at, holds)
  GROUP BY v.place, v.rule, v.severity
  UNION ALL
  SELECT 3, 'banks', v.place, v.rule, v.severity, count(*) FILTER (WHERE v.looked_at), count(*) FILTER (WHERE v.holds)
  FROM accounts
  CROSS JOIN LATERAL (VALUES
    (1, 'bank_test_record', 'warning', true,
      (words ~ '^ TEST .*$' OR words ~ '^.* TEST $') AND NOT words ~ '^.* (NE (PAS?|PLUS) UTILISER|DOUBLON|INACTIF) .*$'),
    (2, 'bank_retired', 'warning', true, words ~ '^.* (NE (PAS?|PLUS) UTILISER|DOUBLON|INACTIF) .*$'),
    (3, 'bank_same_name', 'information', true, of_that_name > 1)
  ) AS v (place, rule, severity, looked_at, holds)
  GROUP BY v.place, v.rule, v.severity
) counted
ORDER BY file, place;

-- [missing] Cells without a value, where there are any.
SELECT dataset, name AS column_name, count(*) FILTER (WHERE is_blank) AS missing,
  CAST(100.0 * count(*) FILTER (WHERE is_blank) / count(*) AS numeric(5, 2)) AS percent
FROM cells
GROUP BY dataset, name
HAVING count(*) FILTER (WHERE is_blank) > 0
ORDER BY dataset, name;

-- [extremes] Least and greatest number of each column, whether plausible or not.
SELECT dataset, name AS column_name, min(number) AS least, max(number) AS greatest
FROM cells
WHERE number IS NOT NULL AND name NOT IN ('has_own_bank_offer', 'automatic_call', 'had_mortgage')
GROUP BY dataset, name
ORDER BY dataset, name;

-- [spelling] Banks of borrowers that are spelt in more than one way.
SELECT bank_group, spelling, count
FROM (
  SELECT bank_group, bank AS spelling, count(*) AS count, count(*) OVER (PARTITION BY bank_group) AS spellings
  FROM requests
  WHERE bank_group IS NOT NULL
  GROUP BY bank_group, bank
) spelt
WHERE spellings > 1
ORDER BY bank_group, count DESC, spelling;

-- [phrase] What it comes to.
SELECT concat(
  (SELECT count(*) FROM requests), ' opportunités : ',
  (SELECT count(*) FROM requests WHERE age <> floor(age) OR age < 18 OR age > 100), ' âges impossibles, ',
  (SELECT count(*) FROM requests WHERE revenue <= 0), ' revenus nuls ou négatifs ; ',
  (SELECT count(*) FROM offers), ' propositions : ',
  (SELECT count(*) FROM offers WHERE known_opportunity IS NULL OR known_bank IS NULL), ' orphelines.'
) AS phrase;
