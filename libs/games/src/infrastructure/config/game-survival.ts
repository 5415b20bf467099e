import type { Survival } from '../../domain/golden/survivorship';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';

/** The configured rules, by which fields of games are explained unless others are in force; as a token of injection. */
export abstract class GameSurvival implements Survival {
  abstract readonly rules: SurvivorshipRules;
  abstract readonly companyKey: (name: string) => string;
}
