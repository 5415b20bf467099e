import { type PersonalDataHolder, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database';

/**
 * A context that knows of people only who did what, as `account:<uuid>`. The record is kept for all: after an erasure it
 * stays, under a number that leads to nobody any more.
 */
@Injectable()
export abstract class RecordedActs implements PersonalDataHolder, OnModuleInit {
  abstract readonly context: string;
  readonly retentions: readonly Retention[] = [];
  /** Name of a section → the rows of the actor `$1`. */
  protected abstract readonly sections: Readonly<Record<string, string>>;

  constructor(
    private readonly database: Database,
    private readonly holders: PersonalDataHolders,
  ) {}

  onModuleInit(): void {
    this.holders.add(this);
  }

  async export(account: string): Promise<Readonly<Record<string, unknown>>> {
    const found: [string, unknown][] = [];
    for (const [name, sql] of Object.entries(this.sections)) {
      const { rows } = await this.database.query(sql, [`account:${account}`]);
      if (rows.length > 0) found.push([name, rows]);
    }
    return Object.fromEntries(found);
  }

  erase(): Promise<Readonly<Record<string, number>>> {
    return Promise.resolve({});
  }
}
