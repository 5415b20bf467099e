import type { Dataset } from './dataset';

/** Where contexts put their datasets when their module starts. The same name twice refuses to start. */
export abstract class DatasetRegistry {
  abstract add(dataset: Dataset): void;
  /** In the order they were added. */
  abstract all(): readonly Dataset[];
  abstract find(name: string): Dataset | undefined;
}
