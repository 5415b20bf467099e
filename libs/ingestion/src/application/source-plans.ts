import { DomainService } from '@hexagone/kernel';
import { emptyDirectory } from '../domain/run-problems';
import type { Dataset, DatasetPart, SourceLocation } from './dataset';
import type { RunSource } from './run-row';
import { SourceCatalogue } from './source-catalogue';
import type { ResolvedSource } from './source-files';

/** One source of a batch. `source` is absent for an upload, which is already stored. */
export interface PlannedSource {
  readonly source?: ResolvedSource;
  /** What the ledger says of it. */
  readonly said: Omit<RunSource, 'index'>;
}

export interface PlanRequest {
  readonly dataset: Dataset;
  readonly source: RunSource;
  readonly channel: string | null;
  readonly today: Date;
}

/** The sources of one batch, in the order of their runs. */
export class SourcePlan {
  constructor(
    private sources: readonly PlannedSource[],
    private readonly embedded: readonly PlannedSource[] = [],
  ) {}

  at(index: number): PlannedSource | undefined {
    return this.sources[index];
  }

  /** The embedded default in place of an official source that cannot be reached; undefined where there is none. */
  fallBack(): PlannedSource | undefined {
    if (this.sources === this.embedded || this.embedded.length === 0) return undefined;
    this.sources = this.embedded;
    return this.sources[0];
  }
}

/** From what was asked to the sources that answer it. Throws ImportFailure (usage) for an empty directory. */
@DomainService()
export class SourcePlans {
  constructor(private readonly catalogue: SourceCatalogue) {}

  async of({ dataset, source, channel, today }: PlanRequest): Promise<SourcePlan> {
    const embedded = dataset.embedded.map((location) => planned(location, source));
    const official = dataset.channels
      .filter((one) => channel === null || one.name === channel)
      .flatMap((one) => one.locations(today))
      .map((location) => planned(location, source));
    if (source.from === 'default') return new SourcePlan(official.length > 0 ? official : embedded, embedded);
    if (source.from === 'embedded') return new SourcePlan(embedded);
    if (source.from === 'official') return new SourcePlan(official);
    if (source.from === 'path') return new SourcePlan(await this.files(dataset.parts, source));
    if (source.from === 'upload') return new SourcePlan([{ said: { from: 'upload', name: source.name } }]);
    return new SourcePlan([planned({ kind: 'url', url: source.url ?? '' }, source)]);
  }

  private async files(parts: readonly DatasetPart[], { path = '' }: RunSource): Promise<PlannedSource[]> {
    const paths = await this.catalogue.filesAt(path);
    if (paths.length === 0) throw emptyDirectory(path);
    const ranked = paths.map((file) => ({ file, rank: rankOf(nameOf(file), parts) }));
    return ranked
      .sort((a, b) => a.rank - b.rank)
      .map(({ file }) => ({
        source: { kind: 'file', path: file },
        said: { from: 'path', path, name: nameOf(file) },
      }));
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Files follow the order of the dataset's parts, as far as their names tell. */
function rankOf(name: string, parts: readonly DatasetPart[]): number {
  const rank = parts.findIndex((part) => part.fileName?.test(name));
  return rank < 0 ? parts.length : rank;
}

function planned(location: SourceLocation, { from }: RunSource): PlannedSource {
  if (location.kind === 'url') return { source: location, said: { from, url: location.url, name: location.url } };
  if (location.kind === 'package') {
    return { source: location, said: { from, name: `${location.package}/${location.file}` } };
  }
  return { source: location, said: { from, name: location.name } };
}
