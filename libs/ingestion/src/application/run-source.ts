import { DomainService } from '@hexagone/kernel';
import { rawFileGone } from '../domain/loss-problems';
import { CodeVersion } from './code-version';
import type { Dataset, DatasetPart } from './dataset';
import { emptyReading } from './empty-reading';
import type { Heartbeat } from './heartbeat';
import { ImportAttempt } from './import-attempt';
import { isPortion, type ReadingNote, readingOf } from './record-reader';
import { replayPart } from './replay-part';
import type { Identity, RunPatch, StoredValidators } from './run-ledger';
import type { RunRow } from './run-row';
import { type Fetched, type OpenedSource, type RawFile, SourceFetcher, SourceReader } from './source-files';
import type { PlannedSource } from './source-plans';
import type { Claimed, RunSession } from './staging-database';
import { UploadShelf } from './upload-shelf';

type FetchedFile = Extract<Fetched, { kind: 'file' }>;

export interface SourceRun {
  readonly session: RunSession;
  readonly claimed: Claimed;
  readonly dataset: Dataset;
  readonly planned: PlannedSource;
  readonly heartbeat: Heartbeat;
}

/** One attempt at one run: bytes, identity with an earlier run, records. Throws ImportFailure, or a bug. */
@DomainService()
export class RunOfSource {
  constructor(
    private readonly fetcher: SourceFetcher,
    private readonly reader: SourceReader,
    private readonly shelf: UploadShelf,
    private readonly version: CodeVersion,
  ) {}

  async execute(run: SourceRun): Promise<void> {
    const { session, dataset, planned } = run;
    const url = planned.source?.kind === 'url' ? planned.source.url : undefined;
    const known = url === undefined || isReadAnyway(run) ? null : await session.ledger.validators(dataset, url);
    const fetched = await this.fetch(run, known);
    if (fetched.kind === 'file') await this.read(noted(run, fetched), fetched, url);
    else await endWithoutBytes(run, fetched, known);
  }

  private async fetch(run: SourceRun, known: StoredValidators | null): Promise<Fetched> {
    const { session, claimed, dataset, planned, heartbeat } = run;
    const { id } = claimed.run;
    const stored = planned.source && claimed.run.attempt === 1 ? null : await this.stored(claimed.run);
    if (stored) return stored;
    if (!planned.source) throw rawFileGone();
    const { source } = planned;
    return this.fetcher.fetch({
      run: id,
      dataset: dataset.name,
      source,
      keep: dataset.card.raw === 'kept',
      ...(known && { validators: known }),
      ...(source.kind === 'reader' && {
        reading: { cursor: await session.ledger.cursor(dataset.name, source.name), options: claimed.run.options },
      }),
      signal: heartbeat.signal,
      progress: (done, total) => {
        heartbeat.progress({ run: id, stage: 'fetching', done, ...(total !== undefined && { total }), unit: 'bytes' });
      },
    });
  }

  /** What was uploaded, or fetched by an earlier attempt. */
  private async stored({ id, sha256, source, synthetic }: RunRow): Promise<FetchedFile | null> {
    const file = this.shelf.take(id) ?? (sha256 ? await this.fetcher.find(sha256, source.name ?? '') : null);
    return file && { kind: 'file', file, synthetic };
  }

  private async read(run: SourceRun, fetched: FetchedFile, url: string | undefined): Promise<void> {
    const { session, claimed, dataset, heartbeat } = run;
    const { file, validators, synthetic } = fetched;
    const { sha256, bytes } = file;
    const { details } = claimed.run;
    await session.ledger.record(claimed.lease, { sha256, bytes, synthetic, details });
    const source = await this.open(run, file);
    try {
      const identity = this.identityOf(run, source.part, source.contentSha256);
      const { part, content_sha256, contract, code_version } = identity;
      await session.ledger.record(claimed.lease, {
        part,
        content_sha256,
        contract,
        code_version,
        encoding: source.encoding,
      });
      if (await isSame(run, identity)) return;
      const reading = readingOf(details);
      const learned = {
        ...(url !== undefined && validators && { validators: { url, ...validators } }),
        ...(reading && { reading }),
      };
      await new ImportAttempt({ session, claimed, dataset, heartbeat, file: fetched, source, learned }).execute();
    } finally {
      await source.close();
    }
  }

  private open(run: SourceRun, file: RawFile): Promise<OpenedSource> {
    const parts = partsFor(run);
    const [part] = parts;
    if (part && file.bytes === 0 && isPortion(noteOf(run))) return Promise.resolve(emptyReading(part, file));
    return this.reader.open(file, parts, run.heartbeat.signal, run.dataset.card.personal);
  }

  private identityOf({ dataset, claimed }: SourceRun, { name, contract }: DatasetPart, sha256: string): Identity {
    return {
      dataset: dataset.name,
      disjoint: dataset.disjointScopes,
      options: claimed.run.options,
      part: name,
      content_sha256: sha256,
      contract: `${name}@${String(contract.version)}`,
      code_version: this.version.text,
    };
  }
}

const noteOf = ({ claimed }: Pick<SourceRun, 'claimed'>): ReadingNote | undefined => readingOf(claimed.run.details);

/** The run as its details will tell what the reader said. */
function noted(run: SourceRun, { end }: FetchedFile): SourceRun {
  const { claimed, planned } = run;
  if (!end || planned.source?.kind !== 'reader') return run;
  const reader: ReadingNote = { name: planned.source.name, cursor: end.cursor, more: end.more ?? false };
  const details = { ...claimed.run.details, ...end.details, reader };
  return { ...run, claimed: { ...claimed, run: { ...claimed.run, details } } };
}

/** The same portion twice is read twice: the cursor moves on. */
const isReadAnyway = (source: Pick<SourceRun, 'claimed' | 'dataset'>): boolean => {
  const { run } = source.claimed;
  return source.dataset.readAgain || run.force || run.dry_run || run.replay_of !== null || isPortion(noteOf(source));
};

async function isSame(source: SourceRun, identity: Identity): Promise<boolean> {
  const { session, claimed } = source;
  const { lease } = claimed;
  const same = isReadAnyway(source) ? null : await session.ledger.findSame(identity);
  if (same) await session.ledger.record(lease, sameAs(same));
  return same !== null;
}

async function endWithoutBytes(
  { session, claimed }: SourceRun,
  { kind }: Fetched,
  known: StoredValidators | null,
): Promise<void> {
  const same = kind === 'not-modified' && known ? await session.ledger.find(known.run) : null;
  const said = { [kind === 'absent' ? 'absent' : 'not_modified']: true };
  await session.ledger.record(claimed.lease, same ? sameAs(same, said) : { state: 'unchanged', details: said });
}

/** Nothing was read: what the earlier run found is still so. */
function sameAs(same: RunRow, said: Readonly<Record<string, unknown>> = {}): RunPatch {
  const { part, scope, read, duplicates, rejected, skipped, skipped_by_reason, rejected_by_code, profile } = same;
  return {
    ...{ part, scope, read, duplicates, rejected, skipped, skipped_by_reason, rejected_by_code, profile },
    unchanged: same.inserted + same.updated + same.unchanged,
    generation: same.generation,
    details: { ...same.details, ...said },
    same_as_run: same.same_as_run ?? same.id,
    state: 'unchanged',
  };
}

/** A location of the dataset's own knows its part, and so does a replay; a caller's file finds its own. */
function partsFor({ dataset, planned, claimed }: SourceRun): readonly DatasetPart[] {
  const { run } = claimed;
  const located = planned.source && 'part' in planned.source ? planned.source.part : undefined;
  const name = run.source.part ?? located;
  const named = dataset.parts.filter((part) => part.name === name);
  if (run.replay_of !== null) return named.map(replayPart);
  return named.length > 0 ? named : dataset.parts;
}
