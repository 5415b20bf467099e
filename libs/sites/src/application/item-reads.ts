import type { Author } from './site-writes';

/** One site or group as callers see it: `json` is the body, byte for byte. */
export interface Item {
  readonly version: number;
  readonly json: string;
}

/** Items as they stand; within a write, as that write left them. */
export abstract class ItemReads {
  abstract site(id: number): Promise<Item | null>;
  abstract group(id: number): Promise<Item | null>;
  /** Bodies in the order of the ids. */
  abstract sites(ids: readonly number[]): Promise<readonly string[]>;
}

/** Under what terms something is written. */
export interface Terms {
  readonly author: Author;
  /** Refuses, by throwing, what is not the item that the caller knows; null: there is none. Asked under the row's lock. */
  readonly guard?: (present: Item | null) => void;
}

export interface Written {
  readonly id: number;
  readonly item: Item;
}

export type { Document } from '../domain/document-shape';
