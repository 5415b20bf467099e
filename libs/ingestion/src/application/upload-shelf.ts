import { DomainService } from '@hexagone/kernel';
import type { Dataset } from './dataset';
import type { From } from './import-request';
import { RunLedger } from './run-ledger';
import type { RunDraft } from './run-ledger';
import { type RawFile, SourceFetcher } from './source-files';

type Upload = Extract<From, { kind: 'upload' }>;

/** Files sent by callers: stored raw before their run is written down, so that any process can take the run. */
@DomainService()
export class UploadShelf {
  /** Of this process: the only copy, where a dataset's raw files are never kept. */
  private readonly held = new Map<number, RawFile>();

  constructor(
    private readonly ledger: RunLedger,
    private readonly fetcher: SourceFetcher,
  ) {}

  /** The draft completed with the id and hash of the stored file; as it is when nothing was uploaded. */
  async put(dataset: Dataset, draft: RunDraft, from: From): Promise<RunDraft> {
    return from.kind === 'upload' ? this.store(dataset, draft, from) : draft;
  }

  take(run: number): RawFile | undefined {
    return this.held.get(run);
  }

  /** The run is over, or was never written. */
  async clear({ card }: Dataset, { id, sha256 }: RunDraft): Promise<void> {
    if (id === undefined) return;
    this.held.delete(id);
    // Another run may be at the same content: what is not personal waits for the sweep.
    await this.fetcher.release(id, sha256 ?? undefined, !card.personal);
  }

  forget(run: number): void {
    this.held.delete(run);
  }

  private async store(dataset: Dataset, draft: RunDraft, upload: Upload): Promise<RunDraft> {
    const id = await this.ledger.reserve();
    const fetched = await this.fetcher.fetch({
      run: id,
      dataset: dataset.name,
      source: upload,
      keep: dataset.card.raw === 'kept',
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    if (fetched.kind !== 'file') throw new Error(`An upload was ${fetched.kind}`);
    if (dataset.card.raw === 'never') this.held.set(id, fetched.file);
    return { ...draft, id, sha256: fetched.file.sha256 };
  }
}
