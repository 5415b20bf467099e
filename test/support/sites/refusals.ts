import { DomainError } from '@hexagone/kernel';

/** What was refused, and nothing else that went wrong. */
export async function refused(attempt: () => unknown): Promise<DomainError> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

/** Its code and pointers with theirs, in alphabetical order: `/name not-a-text`. */
export async function refusalOf(attempt: () => unknown): Promise<[code: string, faults: string[]]> {
  const { code, extras } = await refused(attempt);
  return [code, (extras.faults ?? []).map((fault) => `${fault.pointer ?? ''} ${fault.code}`).sort()];
}
