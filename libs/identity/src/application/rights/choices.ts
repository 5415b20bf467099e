import { UseCase } from '@hexagone/kernel';
import { type Decision, Consents } from '../../domain/consents';
import { RegisterOfProcessing, type Purpose } from '../register-of-processing';

/** Where a person stands on one purpose. */
export interface Choice {
  readonly purpose: string;
  readonly known: Purpose;
  readonly granted: boolean;
  /** Earliest first. */
  readonly history: readonly Decision[];
}

/** What people allow: without their word, nothing that needs consent, and everything they have not objected to. */
@UseCase()
export class Choices {
  constructor(
    private readonly register: RegisterOfProcessing,
    private readonly consents: Consents,
  ) {}

  /** Of every purpose that the register leaves to people. */
  async of(account: string): Promise<readonly Choice[]> {
    const decisions = await this.consents.history(account);
    return [...this.register.purposes].map(([purpose, known]) => {
      const history = decisions.filter((decision) => decision.purpose === purpose);
      return { purpose, known, granted: history.at(-1)?.granted ?? known.basis === 'legitimate-interest', history };
    });
  }

  /** Asked before each processing for that purpose. A purpose that the register does not know is not allowed. */
  async allows(account: string, purpose: string): Promise<boolean> {
    return (await this.of(account)).some((choice) => choice.purpose === purpose && choice.granted);
  }
}
