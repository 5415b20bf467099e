/**
 * Which place is which commune, the surest join first: INSEE code and name; name in the département; another name in the
 * département; INSEE code alone, the most populated; the code of small collectivities; a former code; the two islands
 * without codes. A place may serve two communes (a merger and its part).
 */
export const CANDIDATES = `
  CREATE TEMP TABLE place_candidate AS
  SELECT s.line, c.code, 1 AS rank FROM stage s JOIN territory.commune_source c ON c.code = s.insee AND c.search_key = s.key
  UNION ALL
  SELECT s.line, c.code, 2 FROM stage s
    JOIN territory.commune_source c ON c.search_key = s.key AND c.departement_code = s.departement
  UNION ALL
  SELECT s.line, c.code, 3 FROM stage s CROSS JOIN unnest(s.other_keys) AS other (key)
    JOIN territory.commune_source c ON c.search_key = other.key AND c.departement_code = s.departement
  UNION ALL
  SELECT s.line, c.code, 4 FROM stage s JOIN territory.commune_source c ON c.code = s.insee
  UNION ALL
  SELECT s.line, c.code, 5 FROM stage s JOIN territory.commune_source c ON c.code = s.admin1
  UNION ALL
  SELECT s.line, f.code, 6 FROM stage s
    JOIN (SELECT unnest(anciens_codes) AS former, code FROM territory.commune_source) f ON f.former = s.insee
  UNION ALL
  SELECT s.line, c.code, 7 FROM stage s JOIN (VALUES ('BL', '97701'), ('MF', '97801')) AS i (country, code) USING (country)
    JOIN territory.commune_source c ON c.code = i.code`;

/** The place of each commune, as a point of the unit sphere too: the chord between two measures their distance. */
export const PLACES = `
  CREATE TEMP TABLE place_of_commune AS
  SELECT DISTINCT ON (k.code) k.code, k.line, k.rank, s.lat, s.lon, cos(radians(s.lat)) * cos(radians(s.lon)) AS x,
    cos(radians(s.lat)) * sin(radians(s.lon)) AS y, sin(radians(s.lat)) AS z
  FROM place_candidate k JOIN stage s ON s.line = k.line
  ORDER BY k.code, k.rank, s.population DESC, k.line`;

/**
 * Homonyms fall: a place farther from the nearest of its peers (same EPCI or postal code) than 10 km where it was joined
 * by name or former code, 50 km elsewhere. Guyane and the collectivities are too wide for that.
 */
export const TOO_FAR = `
  WITH peers AS (
    SELECT p.code, 'E' || m.epci_code AS of FROM place_of_commune p JOIN territory.epci_member m ON m.commune_code = p.code
    UNION ALL
    SELECT p.code, unnest(c.codes_postaux) FROM place_of_commune p JOIN territory.commune_source c ON c.code = p.code),
  nearest AS (
    SELECT a.code, min((p.x - q.x) ^ 2 + (p.y - q.y) ^ 2 + (p.z - q.z) ^ 2) AS square FROM peers a
    JOIN peers b ON b.of = a.of AND b.code <> a.code
    JOIN place_of_commune p ON p.code = a.code JOIN place_of_commune q ON q.code = b.code GROUP BY a.code)
  DELETE FROM place_of_commune p USING nearest n, territory.commune_source c
  WHERE n.code = p.code AND c.code = p.code AND c.zone <> 'com' AND c.departement_code <> '973'
    AND 2 * 6371.0088 * asin(least(1, sqrt(n.square) / 2)) > CASE WHEN p.rank IN (2, 3, 6) THEN 10 ELSE 50 END
  RETURNING p.line`;
