import { type ErasureMarks, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Database, RecordedActs } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { EraseOpportunities } from '../../application/erasure/erase-opportunities';

const AT_ONCE = 5_000;

/** Real ones alone. Offers may be all that is known of a request: it is at least as old as they are. */
const OLDER = `
  SELECT id FROM opportunity WHERE created_at < $1 AND NOT synthetic
  UNION SELECT opportunity_id FROM proposal p WHERE created_at < $1 AND NOT synthetic AND opportunity_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM opportunity o WHERE o.id = p.opportunity_id)`;

const NEXT = `
  (SELECT id FROM opportunity WHERE id > $1 ORDER BY id LIMIT $2)
  UNION (SELECT DISTINCT opportunity_id FROM proposal WHERE opportunity_id > $1 ORDER BY opportunity_id LIMIT $2)
  ORDER BY id LIMIT $2`;

interface Known {
  readonly id: string;
}

/**
 * Borrowers have no account: their requests are erased one by one, or when kept for too long. Of those who have an
 * account it is known which requests they read or erased.
 */
@Injectable()
export class LendingHolder extends RecordedActs {
  readonly context = 'lending';
  override readonly retentions: readonly Retention[] = [
    { rule: 'lending.opportunities', purge: (before, rehearsal) => this.purge(before, rehearsal) },
    { rule: 'lending.access', purge: (before, rehearsal) => this.forgetAccesses(before, rehearsal) },
  ];
  /** Whose requests they were is told to nobody else. */
  protected readonly sections = {
    accesses: `SELECT at, actor, action, response_id, rows::integer AS rows, request_id FROM lending_access WHERE actor = $1
      ORDER BY id`,
    erasures:
      'SELECT erased_at, actor, reason FROM lending_erasure WHERE actor = $1 ORDER BY erased_at, opportunity_id',
  };

  constructor(
    private readonly store: Database,
    private readonly erasing: EraseOpportunities,
    holders: PersonalDataHolders,
  ) {
    super(store, holders);
  }

  async eraseAgain(marks: ErasureMarks): Promise<number> {
    let erased = 0;
    for (let last = ''; ;) {
      const { rows } = await this.store.query<Known>(NEXT, [last, AT_ONCE]);
      const subjects = new Map(rows.map(({ id }) => [`opportunity:${id}`, id]));
      const marked = await marks.among([...subjects.keys()]);
      const back = [...subjects].flatMap(([subject, id]) => (marked.has(subject) ? [id] : []));
      if (back.length > 0) erased += await this.eraseAll(back, 'cli', 'erased before a backup was brought back');
      if (rows.length < AT_ONCE) return erased;
      last = rows.at(-1)?.id ?? last;
    }
  }

  private async purge(before: Date, rehearsal: boolean): Promise<number> {
    if (rehearsal) return (await this.store.query(`SELECT FROM (${OLDER}) older`, [before])).rowCount;
    let erased = 0;
    for (;;) {
      const { rows } = await this.store.query<Known>(`${OLDER} LIMIT ${String(AT_ONCE)}`, [before]);
      if (rows.length === 0) return erased;
      const ids = rows.map(({ id }) => id);
      erased += await this.eraseAll(ids, 'housekeeping', 'kept for as long as the register says');
    }
  }

  private async eraseAll(ids: readonly string[], actor: string, reason: string): Promise<number> {
    return (await this.erasing.execute(ids, { actor, reason })).ids.length;
  }

  private async forgetAccesses(before: Date, rehearsal: boolean): Promise<number> {
    const what = rehearsal ? 'SELECT' : 'DELETE';
    return (await this.store.query(`${what} FROM lending_access WHERE at < $1`, [before])).rowCount;
  }
}
