import { createHmac, hkdfSync } from 'node:crypto';
import { ErasureMarks } from '@hexagone/kernel';
import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Marks in the table `erasure`: an HMAC of the subject under a key derived from HEXAGONE_SECRET, and an instant. */
@Injectable()
export class SqlErasureMarks extends ErasureMarks {
  private key: Buffer | undefined;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  async remember(subjects: readonly string[]): Promise<void> {
    await this.database.query(
      `INSERT INTO erasure (subject_hmac) SELECT DISTINCT unnest($1::bytea[])
       ON CONFLICT (subject_hmac) DO UPDATE SET erased_at = excluded.erased_at`,
      [subjects.map((subject) => this.mark(subject))],
    );
  }

  async among(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.database.query<{ mark: string }>(
      `SELECT encode(subject_hmac, 'hex') AS mark FROM erasure WHERE subject_hmac = ANY ($1::bytea[])`,
      [subjects.map((subject) => this.mark(subject))],
    );
    const marked = new Set(rows.map(({ mark }) => mark));
    return new Set(subjects.filter((subject) => marked.has(this.mark(subject).toString('hex'))));
  }

  private mark(subject: string): Buffer {
    this.key ??= Buffer.from(hkdfSync('sha256', this.settings.secret, '', 'hexagone erasure marks', 32));
    return createHmac('sha256', this.key).update(subject).digest();
  }
}
