import { type Bilingual, DomainError, type Problem } from '@hexagone/kernel';

/** With the exit code that its outcome stands for. */
export class CommandFailure extends DomainError {
  constructor(
    readonly outcome: 'usage' | 'busy' | 'unreachable' | 'internal',
    problem: Problem,
    detail: Bilingual,
  ) {
    super(problem, detail);
  }
}
