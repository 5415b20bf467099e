import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { type FieldValue, overrideState, type OverrideState } from '../../../domain/override-state';

interface Claim {
  readonly code: string;
  readonly field: string;
  readonly value: FieldValue;
  readonly base_value: FieldValue;
  readonly source_value: FieldValue;
  readonly state: OverrideState;
  readonly gone: boolean;
  readonly said: FieldValue;
}

/** Communes that exist by hand have no source to agree with or to contradict. */
const CLAIMS = `
  SELECT o.code, o.field, o.value, o.base_value, o.source_value, o.state, s.code IS NULL AS gone,
    CASE o.field WHEN 'nom' THEN to_jsonb(s.nom) WHEN 'codesPostaux' THEN to_jsonb(s.codes_postaux)
      WHEN 'population' THEN to_jsonb(s.population) WHEN 'siren' THEN to_jsonb(s.siren)
      WHEN 'codeEpci' THEN (SELECT to_jsonb(m.epci_code) FROM territory.epci_member m WHERE m.commune_code = o.code)
      ELSE (SELECT jsonb_build_object('lat', p.lat, 'lon', p.lon) FROM territory.commune_position p
        WHERE p.commune_code = o.code AND p.source <> 'manual' ORDER BY p.rank LIMIT 1) END AS said
  FROM territory.commune_override o LEFT JOIN territory.commune_source s ON s.code = o.code
  WHERE NOT EXISTS (SELECT FROM territory.commune c WHERE c.code = o.code AND c.origin = 'manual')
  ORDER BY o.code, o.field FOR UPDATE OF o`;

const KEEP = `UPDATE territory.commune_override SET state = $3, source_value = $4::jsonb WHERE code = $1 AND field = $2`;
const DISSOLVE = `DELETE FROM territory.commune_override WHERE code = $1 AND field = $2`;
const DISSOLVE_CENTRE = `DELETE FROM territory.commune_position WHERE commune_code = $1 AND source = 'manual'`;
const LOG = `
  INSERT INTO territory.commune_override_log (code, field, action, value, base_value, source_value, actor, run_id)
  VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, 'import', $7)`;

/** Every override faces what the sources say now. Counted in the report; what moves is written to the audit log. */
export async function judgeOverrides(session: StagingSession, run: StagedRun): Promise<boolean> {
  const counts: Record<OverrideState, number> = { active: 0, conflict: 0, orphaned: 0, agreed: 0 };
  let changed = false;
  for (const claim of (await session.query<Claim>(CLAIMS)).rows) {
    const state = overrideState({
      value: claim.value,
      baseValue: claim.base_value,
      sourceValue: claim.gone ? undefined : claim.said,
    });
    counts[state] += 1;
    const moved = state !== claim.state || JSON.stringify(claim.said) !== JSON.stringify(claim.source_value);
    if (moved) await write(session, run, { ...claim, state });
    changed ||= moved;
  }
  run.details['overrides'] = counts;
  return changed;
}

async function write(session: StagingSession, run: StagedRun, claim: Claim): Promise<void> {
  const { code, field, state, said } = claim;
  if (state === 'agreed') await session.query(DISSOLVE, [code, field]);
  else await session.query(KEEP, [code, field, state, json(said)]);
  if (state === 'agreed' && field === 'centre') await session.query(DISSOLVE_CENTRE, [code]);
  await session.query(LOG, [code, field, state, json(claim.value), json(claim.base_value), json(said), run.id]);
}

const json = (value: FieldValue): string | null => (value === null ? null : JSON.stringify(value));
