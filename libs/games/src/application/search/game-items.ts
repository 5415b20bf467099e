/** Games as lists show them. */
export abstract class GameItems {
  /** Of live games: id → the item as JSON text, an object. */
  abstract of(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}
