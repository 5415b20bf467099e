-- Which proposal is the best for each opportunity, and which banks make them.
--
-- DuckDB runs this file as it is, in a folder with the three files of the export; `hexagone lending analyse` runs it in
-- PostgreSQL too, where it loads tables of the same names itself. Everything is text until a statement says otherwise.

CREATE TEMP TABLE opportunities AS SELECT * FROM read_csv('opportunit*.csv', all_varchar = true, header = true, delim = ',', quote = '"');
CREATE TEMP TABLE proposals AS SELECT * FROM read_csv('prop*.csv', all_varchar = true, header = true, delim = ',', quote = '"');
CREATE TEMP TABLE banks AS SELECT * FROM read_csv('ban*.csv', all_varchar = true, header = true, delim = ',', quote = '"');

-- Numbers and steps as they are compared: what is no number is null, a step has no accents. The first 15 characters of
-- an id say all, the other three only check them.
CREATE TEMP VIEW offers AS
SELECT
  "Id" AS proposal_id,
  "Opportunity__c" AS opportunity_id,
  substr("Opportunity__c", 1, 15) AS opportunity_key,
  substr("Partenaire__c", 1, 15) AS bank_key,
  "CreatedDate" AS created_at,
  CAST(CASE WHEN trim("TXHA__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TXHA__c") END AS numeric(6, 3)) AS rate_percent,
  CAST(CASE WHEN trim("TauxAss__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("TauxAss__c") END AS numeric(6, 3)) AS insurance_rate_percent,
  CAST(CAST(CASE WHEN trim("DureePret_Mois__c") ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)$' THEN trim("DureePret_Mois__c") END AS numeric(9, 2)) AS integer) AS duration_months,
  lower(translate("Etape_Source__c", 'ÉÈÊéèê', 'EEEeee')) AS step
FROM proposals;

-- Why an offer takes no part; null: it does. The first reason that applies.
CREATE TEMP VIEW judged AS
SELECT
  f.*,
  b."Name" AS bank_name,
  CASE
    WHEN o."Id" IS NULL THEN 'unknown_opportunity'
    WHEN b."Id" IS NULL THEN 'unknown_bank'
    WHEN f.rate_percent IS NULL THEN 'no_rate'
    WHEN f.rate_percent <= 0 THEN 'rate_not_positive'
    WHEN f.duration_months IS NULL OR f.duration_months <= 0 THEN 'no_duration'
    WHEN f.step LIKE '%non eligible%' THEN 'not_eligible'
  END AS exclusion
FROM offers f
LEFT JOIN opportunities o ON substr(o."Id", 1, 15) = f.opportunity_key
LEFT JOIN banks b ON substr(b."Id", 1, 15) = f.bank_key;

-- Of each opportunity the lowest rate; then the lowest insurance (0 or blank: unknown, last), the shortest, the oldest.
CREATE TEMP VIEW best AS
SELECT opportunity_id, proposal_id, rate_percent, duration_months, bank_name
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY opportunity_key
      ORDER BY
        rate_percent,
        CASE WHEN insurance_rate_percent > 0 THEN insurance_rate_percent END NULLS LAST,
        duration_months, created_at, proposal_id
    ) AS place
  FROM judged
  WHERE exclusion IS NULL
) ranked
WHERE place = 1;

-- [exclusions] Offers by the first reason for which they take no part.
SELECT coalesce(exclusion, 'none') AS exclusion, count(*) AS offers
FROM judged
GROUP BY exclusion
ORDER BY count(*) DESC, exclusion NULLS LAST;

-- [rates] Rates and durations of the best offers.
SELECT
  count(*) AS opportunities,
  CAST(percentile_cont(0.25) WITHIN GROUP (ORDER BY CAST(rate_percent AS float8)) AS numeric(8, 5)) AS rate_p25,
  CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(rate_percent AS float8)) AS numeric(8, 5)) AS rate_median,
  CAST(percentile_cont(0.75) WITHIN GROUP (ORDER BY CAST(rate_percent AS float8)) AS numeric(8, 5)) AS rate_p75,
  CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(duration_months AS float8)) AS numeric(6, 1)) AS duration_median
FROM best;

-- [banks] The ten accounts whose offers are best most often.
SELECT bank_name, count(*) AS best_offers
FROM best
GROUP BY bank_name
ORDER BY count(*) DESC, bank_name
LIMIT 10;

-- [best-proposals] The best proposal for each opportunity that has one.
SELECT opportunity_id, proposal_id, rate_percent, duration_months, bank_name
FROM best
ORDER BY opportunity_id;

-- [phrase] What it comes to.
SELECT concat(
  (SELECT count(*) FROM best), ' opportunités ont une meilleure proposition, sur ',
  (SELECT count(DISTINCT opportunity_key) FROM judged WHERE exclusion IS NULL OR exclusion <> 'unknown_opportunity'), ' qui en ont reçu ; ',
  (SELECT count(*) FROM judged WHERE exclusion IS NOT NULL), ' propositions sur ',
  (SELECT count(*) FROM judged), ' sont écartées.'
) AS phrase;
