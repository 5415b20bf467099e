import { Database, SqlParameters, streamRows } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type AreaCriteria,
  type AreaListing,
  type AreaPage,
  AreaReads,
  type FoundBy,
  type Shape,
  type SortKey,
} from '../../application/area-reads';
import type { AreaKind } from '../../domain/areas';
import type { RankedCommune } from '../../domain/rank-communes';
import { conditionOf } from './area-conditions';
import { itemOf } from './area-items';
import { relationOf } from './area-relations';

const ORDER: Readonly<Record<SortKey['field'], string>> = {
  code: 'c.code',
  nom: 'c.search_key',
  population: 'c.population',
  score: 'r.score',
};

/** Answers built as JSON by the database: one statement each. */
@Injectable()
export class SqlAreaReads extends AreaReads {
  constructor(private readonly database: Database) {
    super();
  }

  async find(kind: AreaKind, { asked, ...criteria }: FoundBy, shape: Shape): Promise<string | null> {
    const parameters = new SqlParameters();
    const relation = relationOf(kind, criteria);
    const item = itemOf({ kind, relation, shape, criteria: { ...criteria, formerCode: asked } }, parameters);
    const condition = conditionOf(kind, criteria, parameters)('c');
    const sql = `SELECT ${item} AS item FROM ${relation.from} c WHERE ${condition}`;
    const { rows } = await this.database.query<{ item: string }>(sql, parameters.values);
    return rows[0]?.item ?? null;
  }

  async findSuccessor(formerCode: string): Promise<string | null> {
    const sql = 'SELECT commune_code FROM territory.commune_code WHERE former_code = $1';
    const { rows } = await this.database.query<{ commune_code: string }>(sql, [formerCode]);
    return rows[0]?.commune_code ?? null;
  }

  async exists(kind: AreaKind, criteria: AreaCriteria): Promise<boolean> {
    const parameters = new SqlParameters();
    const condition = conditionOf(kind, criteria, parameters)('c');
    const sql = `SELECT EXISTS (SELECT FROM ${relationOf(kind, criteria).from} c WHERE ${condition}) AS found`;
    const { rows } = await this.database.query<{ found: boolean }>(sql, parameters.values);
    return rows[0]?.found ?? false;
  }

  async page(listing: AreaListing & { readonly limit: number }): Promise<AreaPage> {
    const { items, count, rest, parameters } = statements(listing);
    const sql = `WITH page AS MATERIALIZED (${items} OFFSET ${parameters.add(listing.offset)} LIMIT ${parameters.add(listing.limit)})
      SELECT string_agg(item, E'\\n') AS items, count(*)::integer AS rows, (${listing.counted ? count : 'NULL::integer'}) AS total,
        ${listing.counted ? 'NULL::boolean' : `EXISTS (${rest} OFFSET ${parameters.add(listing.offset + listing.limit)})`} AS more FROM page`;
    const { rows } = await this.database.query<RawPage>(sql, parameters.values);
    const [page] = rows;
    const total = page?.total ?? null;
    const end = listing.offset + (page?.rows ?? 0);
    return { items: page?.items ?? '', rows: page?.rows ?? 0, total, more: page?.more ?? end < (total ?? 0) };
  }

  async stream(listing: AreaListing): Promise<{ total: number; batches: AsyncIterable<string> }> {
    const { items, count, countParameters, parameters } = statements(listing);
    const { head, batches } = await streamRows<{ total: number }>(this.database, {
      head: `SELECT (${count}) AS total`,
      headParameters: countParameters,
      items: `${items} OFFSET ${listing.offset}`,
      parameters: parameters.values,
    });
    return { total: head.total, batches };
  }
}

interface RawPage {
  readonly items: string | null;
  readonly rows: number;
  readonly total: number | null;
  readonly more: boolean | null;
}

interface Statements {
  readonly items: string;
  readonly count: string;
  readonly countParameters: readonly unknown[];
  readonly rest: string;
  readonly parameters: SqlParameters;
}

function statements(listing: AreaListing): Statements {
  const { kind, criteria, shape, ranked } = listing;
  const parameters = new SqlParameters();
  const relation = relationOf(kind, criteria);
  const condition = conditionOf(kind, criteria, parameters);
  const ranking = ranked && rankingOf(ranked, relation.from, condition('o'), parameters);
  const from = ranking
    ? `${ranking.from} JOIN ${relation.from} c ON ${relation.id} = r.id`
    : `${relation.from} c WHERE ${condition('c')}`;
  const countParameters = [...parameters.values];
  const item = itemOf({ kind, relation, shape, criteria, ...(ranking && { ranking }) }, parameters);
  return {
    items: `SELECT ${item} AS item FROM ${from} ORDER BY ${orderOf(listing)}`,
    count: `SELECT count(*)::integer FROM ${from}`,
    countParameters,
    rest: `SELECT FROM ${from}`,
    parameters,
  };
}

function orderOf({ sort, ranked }: AreaListing): string {
  const keys = sort.map(({ field, descending }) => `${ORDER[field]} ${descending ? 'DESC' : 'ASC'} NULLS LAST`);
  return [...keys, ranked ? 'r.position' : 'c.code'].join(', ');
}

/** The ranking joined as a table; homonyms are counted under the same criteria. */
function rankingOf(
  ranked: readonly RankedCommune[],
  from: string,
  condition: string,
  parameters: SqlParameters,
): { from: string; note: string; score: string } {
  const column = (pick: (name: RankedCommune) => unknown, type: string): string =>
    `${parameters.add(ranked.map(pick))}::${type}[]`;
  const columns = [
    column(({ id }) => id, 'text'),
    column(({ score }) => Math.round(score * 1e4) / 1e4, 'float8'),
    column(({ how }) => how, 'text'),
    column(({ kind }) => kind, 'text'),
    column(({ name }) => name, 'text'),
    column(({ key }) => key, 'text'),
  ];
  const homonyms = `(SELECT count(*) FROM ${from} o WHERE o.search_key = r.key AND ${condition})`;
  return {
    from: `unnest(${columns.join(', ')}) WITH ORDINALITY AS r(id, score, how, kind, name, key, position)`,
    note: `json_build_object('how', r.how, 'kind', r.kind, 'name', r.name, 'homonyms', ${homonyms})`,
    score: 'r.score',
  };
}
