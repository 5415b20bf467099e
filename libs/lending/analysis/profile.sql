-- Who asks for a mortgage: the borrower of the requests, field by field, then all fields together.
--
-- DuckDB runs this file as it is, in a folder with the export of opportunities; `hexagone lending analyse` runs it in
-- PostgreSQL too, where it loads a table of the same name itself. Everything is text until a statement says otherwise.
-- A row leaves only the figures whose field is blank or implausible. Nothing is masked: this is for those who hold the
-- file, and a small group in it is a few persons.

CREATE TEMP TABLE opportunities AS SELECT * FROM read_csv('opportunit*.csv', all_varchar = true, header = true, delim = ',', quote = '"');

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
SELECT DISTINCT
  "BanquePrincipaleEmp__c" AS spelling,
  trim(regexp_replace(
    upper(translate(replace(replace("BanquePrincipaleEmp__c", 'œ', 'oe'), 'Œ', 'OE'),
      'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜàâäçéèêëîïôöùûü', 'AAACEEEEIIOOUUUaaaceeeeiioouuu')),
    '[^A-Z0-9]+', ' ', 'g')) AS key
FROM opportunities;

CREATE TEMP TABLE bank_groups AS
SELECT DISTINCT ON (spelling) spelling, bank_group
FROM bank_keys
JOIN bank_alias ON concat(key, ' ') ~ concat('^(', pattern, ') .*$')
ORDER BY spelling, place;

-- Cells as values: words that stand for nothing are blank, what is no number is blank.
CREATE TEMP VIEW cells AS
SELECT
  CAST(CASE WHEN trim("Age_emprunteur__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("Age_emprunteur__c") END AS float8) AS age,
  CAST(CASE WHEN trim("TotRev__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TotRev__c") END AS float8) AS revenue,
  CAST(CASE WHEN trim("MontPretPricip__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("MontPretPricip__c") END AS float8) AS principal,
  CAST(CASE WHEN trim("MontAppPerso__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("MontAppPerso__c") END AS float8) AS deposit,
  CASE
    WHEN lower(trim("Deja_souscrit_credit_immo__c")) IN ('1', '1.0', 'true') THEN 'true'
    WHEN lower(trim("Deja_souscrit_credit_immo__c")) IN ('0', '0.0', 'false') THEN 'false'
  END AS had_mortgage,
  g.bank_group,
  CASE WHEN lower(trim("TechMail_CategorieProfessionnelleEmpru__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a')
    THEN "TechMail_CategorieProfessionnelleEmpru__c" END AS category,
  CASE WHEN lower(trim("TechMail_ContratDeTravailEmprunteur__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a')
    THEN "TechMail_ContratDeTravailEmprunteur__c" END AS contract,
  CASE WHEN lower(trim("Origine__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a') THEN "Origine__c" END AS origin,
  CASE WHEN lower(trim("UsagBien__c")) NOT IN ('', 'nan', 'null', 'none', 'n/a', '#n/a') THEN "UsagBien__c" END AS property_use,
  "StageName" AS stage,
  substr("CreatedDate", 1, 7) AS month
FROM opportunities
LEFT JOIN bank_groups g ON g.spelling = "BanquePrincipaleEmp__c";

-- An age is whole, from 18 to 100; revenue and principal are above 0, the deposit is not below.
CREATE TEMP TABLE borrowers AS
SELECT
  age AS age_in_file,
  revenue AS revenue_in_file,
  principal AS principal_in_file,
  deposit AS deposit_in_file,
  CASE WHEN age BETWEEN 18 AND 100 AND age = floor(age) THEN age END AS age,
  CASE WHEN revenue > 0 THEN revenue END AS revenue,
  CASE WHEN principal > 0 THEN principal END AS principal,
  CASE WHEN deposit >= 0 THEN deposit END AS deposit,
  had_mortgage, bank_group, category, contract, origin, property_use, stage, month,
  CASE
    WHEN age IS NULL OR age < 18 OR age > 100 OR age <> floor(age) THEN NULL
    WHEN age < 25 THEN '18-24'
    WHEN age < 30 THEN '25-29'
    WHEN age < 35 THEN '30-34'
    WHEN age < 40 THEN '35-39'
    WHEN age < 45 THEN '40-44'
    WHEN age < 50 THEN '45-49'
    WHEN age < 55 THEN '50-54'
    WHEN age < 60 THEN '55-59'
    WHEN age < 65 THEN '60-64'
    WHEN age < 75 THEN '65-74'
    ELSE '75-100'
  END AS age_band
FROM cells;

-- One row per borrower and number, one per borrower and label: every figure below is then one GROUP BY.
CREATE TEMP VIEW numbers AS
SELECT v.place, v.field, v.in_file, v.usable
FROM borrowers
CROSS JOIN LATERAL (VALUES
  (1, 'age_emprunteur', age_in_file, age),
  (2, 'revenu_total', revenue_in_file, revenue),
  (3, 'montant_pret_principal', principal_in_file, principal),
  (4, 'deposit', deposit_in_file, deposit)
) AS v (place, field, in_file, usable);

CREATE TEMP VIEW labels AS
SELECT v.place, v.dimension, v.value
FROM borrowers
CROSS JOIN LATERAL (VALUES
  (1, 'banque_principale', bank_group),
  (2, 'deja_souscrit_credit_immo', had_mortgage),
  (3, 'categorie_professionnelle', category),
  (4, 'contrat_travail', contract),
  (5, 'age_band', age_band),
  (6, 'stage_name', stage),
  (7, 'origin', origin),
  (8, 'property_use', property_use)
) AS v (place, dimension, value);

-- [fields] How many borrowers each number tells of.
SELECT
  field,
  count(*) AS stored,
  count(*) - count(in_file) AS missing,
  count(in_file) - count(usable) AS implausible,
  count(usable) AS usable
FROM numbers
GROUP BY place, field
ORDER BY place;

-- [numbers] Means, spreads and percentiles of what is usable.
SELECT
  field,
  count(usable) AS n,
  CAST(avg(usable) AS numeric(14, 2)) AS mean,
  CAST(stddev_samp(usable) AS numeric(14, 2)) AS stdev,
  CAST(percentile_cont(0.05) WITHIN GROUP (ORDER BY usable) AS numeric(14, 2)) AS p5,
  CAST(percentile_cont(0.25) WITHIN GROUP (ORDER BY usable) AS numeric(14, 2)) AS p25,
  CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY usable) AS numeric(14, 2)) AS median,
  CAST(percentile_cont(0.75) WITHIN GROUP (ORDER BY usable) AS numeric(14, 2)) AS p75,
  CAST(percentile_cont(0.95) WITHIN GROUP (ORDER BY usable) AS numeric(14, 2)) AS p95
FROM numbers
GROUP BY place, field
ORDER BY place;

-- [labels] Values of each dimension, of the borrowers who have one.
SELECT
  dimension,
  value,
  count(*) AS count,
  CAST(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY dimension) AS numeric(5, 1)) AS percent_of_known
FROM labels
WHERE value IS NOT NULL
GROUP BY place, dimension, value
ORDER BY place, count(*) DESC, value;

-- [unknown] Borrowers without a value.
SELECT
  dimension,
  count(value) AS known,
  count(*) - count(value) AS missing,
  CAST(100.0 * (count(*) - count(value)) / count(*) AS numeric(5, 1)) AS missing_percent
FROM labels
GROUP BY place, dimension
ORDER BY place;

-- [category-by-contract] Borrowers by category and contract, with the median of their revenue.
SELECT
  category,
  contract,
  count(*) AS count,
  CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY revenue) AS numeric(14, 2)) AS median_revenue
FROM borrowers
WHERE category IS NOT NULL AND contract IS NOT NULL
GROUP BY category, contract
ORDER BY category, contract;

-- [age-by-mortgage] Borrowers by age, with the share of those who had a mortgage before.
SELECT
  age_band,
  count(*) AS count,
  count(*) FILTER (WHERE had_mortgage = 'true') AS had_mortgage,
  CAST(100.0 * count(*) FILTER (WHERE had_mortgage = 'true') / count(*) AS numeric(5, 1)) AS percent
FROM borrowers
WHERE age_band IS NOT NULL AND had_mortgage IS NOT NULL
GROUP BY age_band
ORDER BY age_band;

-- [months] Requests by month of creation.
SELECT month, count(*) AS count
FROM borrowers
GROUP BY month
ORDER BY month;

-- Every combination of a growing number of fields, of the borrowers who have them all.
CREATE TEMP VIEW combinations AS
SELECT
  5 - grouping(had_mortgage) - grouping(bank_group) - grouping(age_band) AS fields,
  category, contract, had_mortgage, bank_group, age_band,
  count(*) AS count
FROM borrowers
GROUP BY GROUPING SETS (
  (category, contract),
  (category, contract, had_mortgage),
  (category, contract, had_mortgage, bank_group),
  (category, contract, had_mortgage, bank_group, age_band)
)
HAVING category IS NOT NULL
  AND contract IS NOT NULL
  AND (grouping(had_mortgage) = 1 OR had_mortgage IS NOT NULL)
  AND (grouping(bank_group) = 1 OR bank_group IS NOT NULL)
  AND (grouping(age_band) = 1 OR age_band IS NOT NULL);

-- [joint] The most frequent combination, and its share of all borrowers: who is typical field by field need not exist.
SELECT fields, category, contract, had_mortgage, bank_group, age_band, count, share_percent
FROM (
  SELECT
    *,
    CAST(100.0 * count / (SELECT count(*) FROM borrowers) AS numeric(5, 1)) AS share_percent,
    row_number() OVER (
      PARTITION BY fields
      ORDER BY count DESC, category, contract, had_mortgage, bank_group, age_band
    ) AS place
  FROM combinations
) ranked
WHERE place = 1
ORDER BY fields;

-- [phrase] What it comes to: the median or the most frequent value, field by field.
WITH modes AS (
  SELECT dimension, value
  FROM (
    SELECT dimension, value, row_number() OVER (PARTITION BY dimension ORDER BY count(*) DESC, value) AS place
    FROM labels
    WHERE value IS NOT NULL
    GROUP BY dimension, value
  ) ranked
  WHERE place = 1
),
typical AS (
  SELECT
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age) FROM borrowers) AS age,
    (SELECT value FROM modes WHERE dimension = 'categorie_professionnelle') AS category,
    (SELECT value FROM modes WHERE dimension = 'contrat_travail') AS contract,
    (SELECT value FROM modes WHERE dimension = 'deja_souscrit_credit_immo') AS had_mortgage
)
SELECT concat(
  'Profil type : ',
  replace(replace(CAST(CAST(age AS numeric(5, 1)) AS varchar(10)), '.0', ''), '.', ','), ' ans (médiane), ',
  lower(substr(category, 1, 1)), substr(category, 2), ', ',
  CASE contract
    WHEN 'CDI période d''essai terminée' THEN 'en CDI confirmé'
    WHEN 'CDI période d''essai non terminée' THEN 'en CDI, période d''essai en cours'
    WHEN 'CDD' THEN 'en CDD'
    ELSE concat('contrat « ', contract, ' »')
  END, ', ',
  CASE had_mortgage WHEN 'true' THEN 'a déjà souscrit un crédit immobilier.' ELSE 'premier crédit immobilier.' END
) AS phrase
FROM typical;
