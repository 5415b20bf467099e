import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { AreaCriteria } from '../../application/area-reads';
import { NameSearch, type PlacedQuery } from '../../application/name-search';
import type { AreaKind } from '../../domain/areas';
import type { NameCandidate, Width } from '../../domain/rank-communes';
import { conditionOf } from './area-conditions';
import { relationOf } from './area-relations';

/** Candidates by trigram indexes (pg_trgm); the same answers on every version of PostgreSQL. */
@Injectable()
export class SqlNameSearch extends NameSearch {
  constructor(private readonly database: Database) {
    super();
  }

  candidates(kind: AreaKind, query: PlacedQuery, criteria: AreaCriteria): Promise<NameCandidate[]> {
    return this.find(kind, query, criteria, (names, q) => classes(names, q, query.widest));
  }

  ofLikeLength(kind: AreaKind, query: PlacedQuery, criteria: AreaCriteria): Promise<NameCandidate[]> {
    return this.find(kind, query, criteria, (names, q) => [
      `${names} AND length(n.key) BETWEEN length(${q}) - 1 AND length(${q}) + 1`,
    ]);
  }

  private async find(
    kind: AreaKind,
    { key, places }: PlacedQuery,
    criteria: AreaCriteria,
    parts: (names: string, q: string) => string[],
  ): Promise<NameCandidate[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(kind, criteria, parameters)('c');
    const q = `${parameters.add(key)}::text`;
    const fits = ofCommunes(kind) && places.length > 0 ? fitting(parameters.add(places)) : 'false';
    const { from, id, names: named } = relationOf(kind, criteria);
    const names = `SELECT ${id} AS id, n.name, n.key, n.kind, c.population, public.similarity(n.key, ${q}) AS similarity, ${fits} AS fits
      FROM ${named} n JOIN ${from} c ON ${id} = n.id WHERE ${condition}`;
    const sql = parts(names, q)
      .map((part) => `(${part})`)
      .join(' UNION ALL ');
    return (await this.database.query<NameCandidate>(sql, parameters.values)).rows;
  }
}

function classes(names: string, q: string, widest: Width): string[] {
  if (widest === 'exact') return [`${names} AND n.key = ${q}`];
  const prefix = `${names} AND n.key LIKE ${q} || '%'`;
  if (widest === 'prefix') return [prefix];
  return [
    prefix,
    `${names} AND length(${q}) >= 3 AND n.key LIKE '%' || ${q} || '%' ORDER BY c.population DESC NULLS LAST LIMIT 100`,
    `${names} ORDER BY n.key OPERATOR(public.<->) ${q} LIMIT 100`,
  ];
}

const ofCommunes = (kind: AreaKind): boolean => kind === 'commune' || kind === 'subCommune';

const fitting = (places: string): string =>
  `(c.departement_code = ANY(${places}) OR c.code = ANY(${places}) OR c.codes_postaux && ${places})`;
