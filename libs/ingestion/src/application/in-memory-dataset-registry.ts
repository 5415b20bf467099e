import { DomainService } from '@hexagone/kernel';
import { isDatasetName } from '../domain/dataset-name';
import type { Dataset } from './dataset';
import { DatasetRegistry } from './dataset-registry';

/** The datasets of this process: each context adds its own while the application starts. */
@DomainService()
export class InMemoryDatasetRegistry extends DatasetRegistry {
  private readonly datasets = new Map<string, Dataset>();

  add(dataset: Dataset): void {
    if (!isDatasetName(dataset.name)) throw new Error(`${dataset.name} is not a name for a dataset`);
    if (this.datasets.has(dataset.name)) throw new Error(`Dataset ${dataset.name} is added twice`);
    if (dataset.card.personal && dataset.readScope === undefined)
      throw new Error(`Dataset ${dataset.name} is of personal data: its readScope says who may read them`);
    this.datasets.set(dataset.name, dataset);
  }

  all(): readonly Dataset[] {
    return [...this.datasets.values()];
  }

  find(name: string): Dataset | undefined {
    return this.datasets.get(name);
  }
}
