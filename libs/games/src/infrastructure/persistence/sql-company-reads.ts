import { Database, jsonObject, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { CompanyReads } from '../../application/reads/company-reads';
import { CompanyNotFound } from '../../domain/game.errors';
import { companiesQuery, COMPANY_MEMBERS } from './company-members';

@Injectable()
export class SqlCompanyReads extends CompanyReads {
  constructor(private readonly database: Database) {
    super();
  }

  async get(id: number): Promise<string> {
    const to = new SqlParameters();
    const own = `ARRAY(SELECT slug FROM game_company WHERE id = ${to.add(id)}::bigint)`;
    const { rows } = await this.database.query<{ item: string }>(
      `WITH ${companiesQuery(to, `g.companies && ${own}`)}
       SELECT ${jsonObject(COMPANY_MEMBERS)} AS item FROM companies c WHERE c.id = ${to.add(id)}::bigint`,
      to.values,
    );
    const [found] = rows;
    if (!found) throw new CompanyNotFound(id);
    return found.item;
  }
}
