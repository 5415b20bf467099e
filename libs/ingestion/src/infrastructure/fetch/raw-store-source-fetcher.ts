import type { Settings } from '@hexagone/platform';
import type { SourceLocation } from '../../application/dataset';
import { type Fetched, type FetchRequest, type RawFile, SourceFetcher } from '../../application/source-files';
import { AddressPolicy } from './address-policy';
import { incomingFile, isSaidSynthetic, packageFile, unchangingFile } from './local-files';
import { type Incoming, MeasuredBody } from './measured-body';
import { heldInMemory, IN_MEMORY_BYTES } from './memory-file';
import { fileAt, RawStore } from './raw-store';
import { ReaderItems } from './reader-items';
import { RETENTION, type Retention, sweepFiles, sweepPartials } from './raw-sweep';
import { UrlDownload } from './url-download';

const LARGEST_SOURCE_BYTES = 512 * 1024 ** 2;

type PackageLocation = Extract<SourceLocation, { kind: 'package' }>;
type GeneratorLocation = Extract<SourceLocation, { kind: 'generator' }>;

/** Sources of every kind, kept as files named by their content, or in memory where the disk is barred. */
export class RawStoreSourceFetcher extends SourceFetcher {
  constructor(
    private readonly store: RawStore,
    private readonly download: UrlDownload,
    private readonly retention: Retention = RETENTION,
  ) {
    super();
  }

  static from(settings: Pick<Settings, 'dataDir' | 'fetchAllowPrivate'>): RawStoreSourceFetcher {
    const download = new UrlDownload(new AddressPolicy(settings.fetchAllowPrivate));
    return new RawStoreSourceFetcher(new RawStore(settings.dataDir), download);
  }

  override async fetch(request: FetchRequest): Promise<Fetched> {
    request.signal.throwIfAborted();
    const { source } = request;
    switch (source.kind) {
      case 'package':
        return { kind: 'file', file: await inPlace(source, request), synthetic: false };
      case 'generator':
        return { kind: 'file', file: await this.take(generated(source), request), synthetic: true };
      case 'upload':
        return { kind: 'file', file: await this.take({ ...source, lengthProven: true }, request), synthetic: false };
      case 'file': {
        const file = await this.takeFile(source.path, request);
        return { kind: 'file', file, synthetic: await isSaidSynthetic(source.path, file.sha256) };
      }
      case 'reader': {
        const items = new ReaderItems(source, request);
        const file = await this.take(items.incoming, request);
        return { kind: 'file', file, end: items.end, synthetic: false };
      }
      case 'url':
        return this.download.fetch(source, request, (incoming, signal) => this.take(incoming, request, signal));
    }
  }

  override async release(run: number, sha256: string | undefined, keep: boolean): Promise<void> {
    await this.store.removePartial(run);
    if (sha256 !== undefined && !keep) await this.store.remove(sha256);
  }

  override find(sha256: string, name: string): Promise<RawFile | null> {
    return this.store.find(sha256, name);
  }

  override async sweep(keptByDataset: ReadonlyMap<string, readonly string[]>): Promise<void> {
    await sweepPartials(this.store, this.retention);
    await sweepFiles(this.store, keptByDataset, this.retention);
  }

  /** What may not be copied is read from where it lies, as often as needed; what can be read once is held in memory. */
  private async takeFile(path: string, request: FetchRequest): Promise<RawFile> {
    const incoming = await incomingFile(path);
    if (request.keep || incoming.length === undefined) return this.take(incoming, request);
    const { name, lengthProven } = incoming;
    const body = new MeasuredBody(incoming, watched(request, request.signal), LARGEST_SOURCE_BYTES);
    return unchangingFile(path, { name, lengthProven, ...(await body.measureAll()) });
  }

  private async take(incoming: Incoming, request: FetchRequest, signal = request.signal): Promise<RawFile> {
    const body = new MeasuredBody(
      incoming,
      watched(request, signal),
      request.keep ? LARGEST_SOURCE_BYTES : IN_MEMORY_BYTES,
    );
    return request.keep ? this.store.save(request.run, incoming, body) : heldInMemory(incoming, body);
  }
}

/** The files of a package never change: they are read from where they lie. */
async function inPlace(location: PackageLocation, request: FetchRequest): Promise<RawFile> {
  const path = packageFile(location.package, location.file);
  const incoming = await incomingFile(path);
  const body = new MeasuredBody(incoming, watched(request, request.signal), LARGEST_SOURCE_BYTES);
  return fileAt(path, { name: incoming.name, lengthProven: true, ...(await body.measureAll()) });
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

const generated = (location: GeneratorLocation): Incoming => ({
  name: location.name,
  body: encoded(location.generate()),
  lengthProven: true,
});

const watched = (request: FetchRequest, signal: AbortSignal): Pick<FetchRequest, 'signal' | 'progress'> => ({
  signal,
  progress: (done, total) => {
    request.progress(done, total);
  },
});
