/** What was published last of a dataset. It moves with the generation, and at no other time. */
export interface Freshness {
  /** 0 before the first publication. */
  readonly generation: number;
  readonly runId: number | null;
  readonly publishedAt: Date | null;
}

/** For answers that say how fresh they are. Take it **before** the data it is told with. */
export abstract class DatasetFreshness {
  abstract of(dataset: string): Promise<Freshness>;
}
