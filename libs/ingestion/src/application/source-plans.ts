import { DomainService } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import { emptyDirectory } from '../domain/run-problems';
import type { Dataset, DatasetPart, OptionValues, SourceLocation } from './dataset';
import { goodRecords } from './judged-records';
import type { RunSource } from './run-row';
import { SourceCatalogue } from './source-catalogue';
import { type ResolvedSource, SourceReader } from './source-files';

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
  readonly options: OptionValues;
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

  /** What is read goes into runs of one batch, even if there is one source: a reader may need several runs. */
  get isBatch(): boolean {
    return this.sources.length > 1 || this.sources[0]?.source?.kind === 'reader';
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
  constructor(
    private readonly catalogue: SourceCatalogue,
    private readonly reader: SourceReader,
  ) {}

  async of({ dataset, source, channel, options, today }: PlanRequest): Promise<SourcePlan> {
    const embedded = dataset.embedded.map((location) => planned(location, source));
    const channels = dataset.channels.filter(({ name }) => channel === null || name === channel);
    const wanted = await Promise.all(channels.map(async (one) => (await one.wanted?.(today)) ?? one.locations(today)));
    const official = wanted.flat().map((location) => planned(location, source));
    if (source.from === 'default') return new SourcePlan(official.length > 0 ? official : embedded, embedded);
    if (source.from === 'embedded') return new SourcePlan(embedded);
    if (source.from === 'official') return new SourcePlan(official);
    if (source.from === 'path') return new SourcePlan(await this.files(dataset.parts, source, options));
    if (source.from === 'upload') return new SourcePlan([{ said: { from: 'upload', name: source.name } }]);
    return new SourcePlan([planned({ kind: 'url', url: source.url ?? '' }, source)]);
  }

  private async files(
    parts: readonly DatasetPart[],
    { path = '' }: RunSource,
    options: OptionValues,
  ): Promise<PlannedSource[]> {
    const paths = await this.catalogue.filesAt(path);
    if (paths.length === 0) throw emptyDirectory(path);
    const ranked: { file: string; rank: number; precedence: number }[] = [];
    for (const file of paths) {
      const precedence = paths.length > 1 ? await this.precedence(file, parts, options) : 0;
      ranked.push({ file, rank: rankOf(nameOf(file), parts), precedence });
    }
    return ranked
      .sort((a, b) => a.rank - b.rank || a.precedence - b.precedence)
      .map(({ file }) => ({
        source: { kind: 'file', path: file },
        said: { from: 'path', path, name: nameOf(file) },
      }));
  }

  /** What the file holds may tell its place. Whatever is wrong with it is said in its turn. */
  private async precedence(path: string, parts: readonly DatasetPart[], options: OptionValues): Promise<number> {
    if (!parts.some((part) => 'precedence' in part)) return 0;
    const { signal } = new AbortController();
    try {
      const source = await this.reader.open(this.catalogue.peek(path), parts, signal);
      const survey = await source.part.survey(goodRecords(source.read(signal)), options);
      await source.close();
      return source.part.precedence?.(survey) ?? 0;
    } catch (error) {
      if (error instanceof ImportFailure) return Number.MIN_SAFE_INTEGER;
      throw error;
    }
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
