import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Database, derivedKey, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { LastingErasureMarks } from '../../application/rights/lasting-erasure-marks';
import { appendMarks, type Marks, readGivenMarks, readMarksIfAny, replaceMarks } from './marks-file';

const AT = `to_char(erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A mark made again is as young as the last time: a backup may have been made in between. */
const KEEP = `
  INSERT INTO erasure (subject_hmac, erased_at) SELECT decode(mark, 'hex'), max(at) FROM unnest($1::text[], $2::timestamptz[]) AS given(mark, at)
  GROUP BY mark
  ON CONFLICT (subject_hmac) DO UPDATE SET erased_at = excluded.erased_at WHERE erasure.erased_at < excluded.erased_at`;

const SOME = 10_000;

/**
 * Marks in the table `erasure`: an HMAC of the subject under a key derived from HEXAGONE_SECRET, and an instant. A backup
 * of the database lacks those made after it; the file `erasures` of the data folder has them.
 */
@Injectable()
export class SqlErasureMarks extends LastingErasureMarks {
  private readonly logger = new Logger('privacy');
  private key: Buffer | undefined;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  async remember(subjects: readonly string[]): Promise<void> {
    const now = new Date().toISOString();
    await this.keep(new Map(subjects.map((subject) => [this.mark(subject), now])));
  }

  async among(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.database.query<{ mark: string }>(
      `SELECT encode(subject_hmac, 'hex') AS mark FROM erasure
       WHERE subject_hmac = ANY (ARRAY(SELECT decode(mark, 'hex') FROM unnest($1::text[]) AS mark))`,
      [subjects.map((subject) => this.mark(subject))],
    );
    const known = new Set(rows.map(({ mark }) => mark));
    return new Set(subjects.filter((subject) => known.has(this.mark(subject))));
  }

  async copy(): Promise<void> {
    try {
      const [copied, committed] = [await readMarksIfAny(this.file), await this.database.apart(() => this.all())];
      const missing = [...committed].filter(([mark, at]) => at > (copied.get(mark) ?? ''));
      if (missing.length > 0) await appendMarks(this.file, new Map(missing));
    } catch (error) {
      this.logger.error(`Marks of erasures are not copied to ${this.file}: ${(error as Error).message}`);
    }
  }

  async bringBack(files: readonly string[]): Promise<number> {
    const copies = [await readMarksIfAny(this.file)];
    for (const file of files) copies.push(await readGivenMarks(file));
    const known = await this.all();
    const missing = copies.flatMap((marks) => [...marks]).filter(([mark]) => !known.has(mark));
    await this.keep(new Map(missing));
    await this.copy();
    return new Set(missing.map(([mark]) => mark)).size;
  }

  async accountsThatCameBack(): Promise<readonly string[]> {
    const back: string[] = [];
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await this.database.query<{ id: string }>(
        'SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT $2',
        [last, SOME],
      );
      const erased = await this.among(rows.map(({ id }) => `account:${id}`));
      back.push(...rows.map(({ id }) => id).filter((id) => erased.has(`account:${id}`)));
      if (rows.length < SOME) return back;
      last = rows.at(-1)?.id ?? last;
    }
  }

  async drop(before: Date, rehearsal: boolean): Promise<number> {
    const what = rehearsal ? 'SELECT' : 'DELETE';
    const { rowCount } = await this.database.query(`${what} FROM erasure WHERE erased_at < $1`, [before]);
    const copied = rehearsal ? new Map<string, string>() : await readMarksIfAny(this.file);
    const young = [...copied].filter(([, at]) => at >= before.toISOString());
    if (young.length < copied.size) await replaceMarks(this.file, new Map(young));
    return rowCount;
  }

  private async keep(marks: Marks): Promise<void> {
    if (marks.size > 0) await this.database.query(KEEP, [[...marks.keys()], [...marks.values()]]);
  }

  private async all(): Promise<Marks> {
    const { rows } = await this.database.query<{ mark: string; at: string }>(
      `SELECT encode(subject_hmac, 'hex') AS mark, ${AT} AS at FROM erasure`,
    );
    return new Map(rows.map(({ mark, at }) => [mark, at]));
  }

  private get file(): string {
    return join(this.settings.dataDir, 'erasures');
  }

  private mark(subject: string): string {
    this.key ??= derivedKey(this.settings.secret, 'marks of erasures');
    return createHmac('sha256', this.key).update(subject).digest('hex');
  }
}
