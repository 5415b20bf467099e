/** Which years need not be asked for again. */
export abstract class DefinitiveYears {
  /** Local years of which every half-hour that RTE publishes is stored, definitive. `area` as stored. */
  abstract complete(area: number): Promise<ReadonlySet<number>>;
}
