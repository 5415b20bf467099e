/** What a context needs beyond a database that answers. Every provider of this class is found, in whatever module. */
export abstract class ServiceCheck {
  /** Its member of `checks` in `/health/ready`. */
  abstract readonly name: string;
  /** Throws what no waiting mends: the service then does not start. Its tables may not be there yet. */
  abstract mayStart(): Promise<void>;
  /** What is not there at this moment, in words fit for everybody; nothing: requests may come. */
  abstract missing(): Promise<readonly string[]>;
}
