import { Installations } from './country-pack';
import type { Site } from './site';

/** Sites as they are stored; everything here takes part in the write in progress. `lock` throws when absent. */
export abstract class SiteRepository extends Installations {
  /** The site, which nobody else changes until this write ends; throws SiteNotFound. */
  abstract lock(id: number): Promise<Site>;
  /** In ascending order. */
  abstract groupIdsOf(id: number): Promise<readonly number[]>;
  /** Of these ids, those that are sites. */
  abstract existing(ids: readonly number[]): Promise<ReadonlySet<number>>;
  /** Ids in the order of the sites. Rows are written by country and day, so that two batches wait for each other. */
  abstract add(sites: readonly Site[]): Promise<readonly number[]>;
  /** Stores `site` in the place of the one with that id, whatever country that was of. Writes nothing if nothing differs. */
  abstract replace(id: number, site: Site): Promise<void>;
  /** With its links; throws SiteNotFound. */
  abstract remove(id: number): Promise<void>;
}
