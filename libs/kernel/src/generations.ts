/**
 * The version of what readers see, one counter per dataset: it moves in each transaction that changed something,
 * and at no other time. Take it **before** the data it labels; the other order can label old rows with a new version.
 */
export abstract class Generations {
  /** One short opaque text for the present generations of these datasets together. */
  abstract of(...datasets: string[]): Promise<string>;
  /** Called last in the transaction of a write that did not come from an import. */
  abstract touch(dataset: string): Promise<void>;
}
