import { ErasureMarks } from '@hexagone/kernel';

/** Marks of erasures that a backup brought back does not undo: they are copied outside of the database as well. */
export abstract class LastingErasureMarks extends ErasureMarks {
  /** Copies what is committed and not copied yet. A failure is logged, and the next call tries again. */
  abstract copy(): Promise<void>;
  /** Brings the marks of these files, and of our own, back to the database. How many were missing. */
  abstract bringBack(files: readonly string[]): Promise<number>;
  /** Accounts that are there although they were erased. */
  abstract accountsThatCameBack(): Promise<readonly string[]>;
  /** Drops the marks made before that instant, here and in the copy, or only counts them. */
  abstract drop(before: Date, rehearsal: boolean): Promise<number>;
}
