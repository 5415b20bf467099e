import type { CatalogueSession } from '../../application/catalogue-session';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';

/** The rules in force in place of the configured ones; null: the configured ones hold. */
export const RULES_IN_FORCE = '(SELECT rules FROM game_rules)';

/** The caller holds the lock of the catalogue. */
export async function rulesInForce(session: CatalogueSession): Promise<SurvivorshipRules | null> {
  const { rows } = await session.query<{ rules: SurvivorshipRules | null }>(`SELECT ${RULES_IN_FORCE} AS rules`);
  return rows[0]?.rules ?? null;
}

const PUT = `INSERT INTO game_rules AS r (rules) VALUES ($1::jsonb)
  ON CONFLICT (single) DO UPDATE SET rules = excluded.rules, since = now() WHERE r.rules <> excluded.rules`;

/** Null: the configured ones. Whether others were in force; the caller holds the lock of the catalogue. */
export async function putInForce(session: CatalogueSession, rules: SurvivorshipRules | null): Promise<boolean> {
  const { rowCount } = rules
    ? await session.query(PUT, [JSON.stringify(rules)])
    : await session.query('DELETE FROM game_rules');
  return rowCount > 0;
}
