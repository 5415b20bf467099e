import type { StagingSession } from '@hexagone/ingestion';
import type { Countries } from '../../domain/countries';
import type { Rule } from '../../domain/country-pack';
import { WITHOUT_SITES } from '../../domain/group';
import { Group3Ancestor, Group3ForbidsSites } from '../../domain/group.errors';
import { unknownReferences } from '../../domain/id-list';
import { GROUP_IDS } from '../../domain/site-document';
import { ruleBroken } from '../../domain/site.errors';
import { countryChecks } from '../persistence/derived-sql';
import { faultOf, type Found } from './found-rejects';
import { STAGE } from './staged-columns';

/** Rules that a row breaks all by itself: those that a CHECK keeps, asked as that CHECK asks. */
export async function brokenContent(stage: StagingSession, { packs }: Countries): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const pack of packs) {
    const checks = new Map(countryChecks(pack).map(({ name, expression }) => [name, expression]));
    for (const rule of pack.rules) {
      const expression = checks.get(rule.keptBy.constraint);
      if (expression !== undefined) found.push(...(await breaking(stage, rule, expression)));
    }
  }
  return found;
}

async function breaking(stage: StagingSession, rule: Rule, expression: string): Promise<readonly Found[]> {
  const field = rule.pointer.slice(1);
  const { rows } = await stage.query<{ line: string; value: string | null }>(
    `SELECT s.line, to_jsonb(s) ->> $1 AS value FROM ${STAGE} s WHERE NOT (${expression}) ORDER BY s.line`,
    [field],
  );
  return rows.map(({ line, value }) => ({ line: Number(line), fault: faultOf(field, value ?? '', ruleBroken(rule)) }));
}

interface NamedGroup {
  readonly line: string;
  readonly id: string;
  /** null: there is no such group. */
  readonly type: string | null;
}

/** Groups that a row names and that do not exist, or take no site. */
export async function brokenReferences(stage: StagingSession): Promise<readonly Found[]> {
  const { rows } = await stage.query<NamedGroup>(
    `SELECT s.line, named.id, g.type FROM ${STAGE} s CROSS JOIN LATERAL unnest(s.${GROUP_IDS}) AS named(id)
       LEFT JOIN groups g ON g.id = named.id WHERE g.id IS NULL OR g.type = $1 ORDER BY s.line, named.id`,
    [WITHOUT_SITES],
  );
  return rows.flatMap(({ line, id, type }) => {
    const said =
      type === null ? unknownReferences(GROUP_IDS, [Number(id)], new Set()) : [new Group3ForbidsSites(Number(id))];
    return said.map((one) => ({ line: Number(line), fault: faultOf(GROUP_IDS, id, one) }));
  });
}

/** Groups that a row names and that stand below one that takes no site. */
export async function belowClosedGroups(stage: StagingSession): Promise<readonly Found[]> {
  const { rows } = await stage.query<{ line: string; id: number; closed: number }>(
    `WITH RECURSIVE up(named, id) AS (
       SELECT g.id, g.id FROM groups g WHERE g.id IN (SELECT unnest(${GROUP_IDS}) FROM ${STAGE})
       UNION SELECT up.named, e.parent_id FROM group_children e JOIN up ON e.child_id = up.id),
     closed AS (SELECT up.named, min(up.id) AS id FROM up JOIN groups g ON g.id = up.id AND g.type = $1 GROUP BY up.named)
     SELECT s.line, closed.named AS id, closed.id AS closed FROM ${STAGE} s
       CROSS JOIN LATERAL unnest(s.${GROUP_IDS}) AS named(id) JOIN closed ON closed.named = named.id
     ORDER BY s.line, closed.named`,
    [WITHOUT_SITES],
  );
  return rows.map(({ line, id, closed }) => {
    const fault = { ...faultOf(GROUP_IDS, String(id), new Group3Ancestor(closed)), params: { group3_id: closed } };
    return { line: Number(line), fault };
  });
}
