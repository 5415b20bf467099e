import { DomainError, INVALID_DOCUMENT, PersonalDataHolders, problem, refusal, UseCase } from '@hexagone/kernel';
import { Consents } from '../../domain/consents';
import { AccountChanges } from '../account-changes';
import type { By } from '../by';
import { type Choice, Choices } from './choices';

const PURPOSE_NOT_FOUND = problem('identity.purpose-not-found', 'not-found', {
  en: 'Unknown purpose',
  fr: 'Finalité inconnue',
});

export interface PurposeDecision {
  readonly purpose: string;
  readonly granted: boolean;
  /** Of the words that were read. Whoever refuses need not name them. */
  readonly textVersion?: string | undefined;
}

/** A consent given or withdrawn, an objection raised or lifted (GDPR, articles 7 and 21). */
@UseCase()
export class DecidePurpose {
  constructor(
    private readonly changes: AccountChanges,
    private readonly choices: Choices,
    private readonly consents: Consents,
    private readonly holders: PersonalDataHolders,
  ) {}

  /**
   * The same decision about the same words again is none. What is refused reaches every context. Throws
   * `identity.purpose-not-found`, `platform.invalid-document` (words that are not the present ones).
   */
  async execute(id: string, decision: PurposeDecision, by: By): Promise<void> {
    await this.changes.run(id, { ...by, action: 'privacy.consent' }, async () => {
      const choice = (await this.choices.of(id)).find(({ purpose }) => purpose === decision.purpose);
      if (!choice) throw unknownPurpose();
      const textVersion = wordsOf(choice, decision);
      const last = choice.history.at(-1);
      const { purpose, granted } = decision;
      if (last?.granted === granted && last.textVersion === textVersion) return null;
      await this.consents.add(id, { purpose, granted, textVersion });
      if (!granted) for (const holder of this.holders.all) await holder.refused?.(id, purpose);
      return { purpose, granted, text_version: textVersion };
    });
  }
}

const unknownPurpose = (): DomainError =>
  new DomainError(PURPOSE_NOT_FOUND, {
    en: 'The register of processing leaves no such purpose to people: GET /me/consents lists them.',
    fr: 'Le registre des traitements ne soumet aucune telle finalité aux personnes : GET /me/consents les liste.',
  });

function wordsOf({ known: { textVersion } }: Choice, given: PurposeDecision): string {
  if (given.textVersion === textVersion || (given.textVersion === undefined && !given.granted)) return textVersion;
  const detail = {
    en: `text_version must be that of the present text, ${textVersion}: GET /me/consents shows it`,
    fr: `text_version doit être celle du texte actuel, ${textVersion} : GET /me/consents le montre`,
  };
  throw refusal(INVALID_DOCUMENT, [{ pointer: '/text_version', code: 'not-the-present-text', detail }]);
}
