// What PostgreSQL did for a request: how many statements, and which scans the slowest one is made of.
import { sql } from './hexagone.mjs';

const SCAN = /Scan|Recursive|Sort|Hash Join|Nested Loop|Merge Join/;

function* nodesOf(plan) {
  yield plan;
  for (const child of plan.Plans ?? []) yield* nodesOf(child);
}

const name = (node) =>
  [node['Node Type'], node['Index Name'] ?? node['Relation Name']].filter(Boolean).join(' ') +
  (node['Actual Loops'] > 1 ? ` ×${node['Actual Loops']}` : '');

/** Statements that read something are run again under EXPLAIN, with the values they had. */
export async function planOf(url, statements) {
  const reads = statements.filter(({ text }) => /^\s*(?:WITH|SELECT)/i.test(text));
  const explained = await sql(url, async (client) => {
    const all = [];
    for (const { text, values } of reads) {
      await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      all.push(rows[0]['QUERY PLAN'][0]);
    }
    return all;
  });
  const slowest = explained.toSorted((one, other) => other['Execution Time'] - one['Execution Time'])[0];
  if (!slowest) return { statements: statements.length, ms: 0, nodes: '' };
  const nodes = [...nodesOf(slowest.Plan)].filter((node) => SCAN.test(node['Node Type'])).map(name);
  return { statements: statements.length, ms: slowest['Execution Time'], nodes: [...new Set(nodes)].join(', ') };
}
