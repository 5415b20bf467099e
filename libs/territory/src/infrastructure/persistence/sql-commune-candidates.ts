import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type CandidatePlace, CommuneCandidates } from '../../domain/commune.repository';
import { searchKey } from '../../domain/search-key';
import type { Candidate } from '../../domain/territory-write.errors';

const CANDIDATE = `c.code, c.nom, c.departement_code AS "codeDepartement", c.codes_postaux AS "codesPostaux"`;
const BY_SIZE = 'ORDER BY c.population DESC NULLS LAST, c.code LIMIT 50';

@Injectable()
export class SqlCommuneCandidates extends CommuneCandidates {
  constructor(private readonly database: Database) {
    super();
  }

  async named(
    key: string,
    { postalCode, departementCode }: CandidatePlace,
    kinds: readonly string[],
  ): Promise<readonly Candidate[]> {
    const { rows } = await this.database.query<Candidate>(
      `SELECT ${CANDIDATE} FROM territory.commune c
       WHERE c.code IN (SELECT n.commune_code FROM territory.commune_name n WHERE n.key = $1 AND n.kind = ANY ($2))
         AND ($3::text IS NULL OR c.departement_code = $3)
         AND ($4::text IS NULL OR EXISTS (SELECT FROM territory.commune_postal_code p WHERE p.commune_code = c.code AND p.postal_code = $4))
       ${BY_SIZE}`,
      [key, kinds, departementCode ?? null, postalCode ?? null],
    );
    return rows;
  }

  async withPostalCode(postalCode: string): Promise<readonly Candidate[]> {
    const { rows } = await this.database.query<Candidate>(
      `SELECT ${CANDIDATE} FROM territory.commune c
       WHERE c.code IN (SELECT p.commune_code FROM territory.commune_postal_code p WHERE p.postal_code = $1) ${BY_SIZE}`,
      [postalCode],
    );
    return rows;
  }

  async nearest(nom: string): Promise<readonly Candidate[]> {
    const { rows } = await this.database.query<Candidate>(
      `SELECT ${CANDIDATE} FROM (
         SELECT n.commune_code, n.key <-> $1 AS distance FROM territory.commune_name n WHERE n.kind = 'official' ORDER BY n.key <-> $1 LIMIT 5
       ) near JOIN territory.commune c ON c.code = near.commune_code ORDER BY near.distance, c.code`,
      [searchKey(nom)],
    );
    return rows;
  }
}
