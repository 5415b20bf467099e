/** The version of the code that reads sources: another version may read the same bytes otherwise. */
export abstract class CodeVersion {
  abstract readonly text: string;
}
