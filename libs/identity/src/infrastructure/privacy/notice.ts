import type { Bilingual, Language } from '@hexagone/kernel';
import { keptWords, published, type PublishedActivity } from './published-register';
import type { Contact, Register } from './register-shape';

interface NoticeActivity {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly legal_basis: string;
  readonly data: readonly string[];
  readonly source: string;
  readonly recipients: string;
  readonly transfers: string;
  readonly kept: readonly string[];
  readonly automated_decisions: string;
  /** What one decides in `/me/consents`. */
  readonly choice?: string;
  readonly objection?: string;
}

/** What people are told before their data are taken (GDPR, article 13), in their language. */
export interface Notice {
  readonly language: Language;
  readonly updated: string;
  readonly controller: Contact;
  readonly dpo: Contact;
  readonly activities: readonly NoticeActivity[];
  readonly rights: readonly string[];
  readonly complaint: string;
}

/** The notice that the register makes. */
export function noticeOf(register: Register, language: Language): Notice {
  const { controller, dpo, updated, activities } = published(register, false);
  return {
    language,
    updated,
    controller,
    dpo,
    activities: activities.map((activity) => told(activity, language)),
    rights: register.rights.map((right) => right[language]),
    complaint: register.complaint[language],
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function told(activity: PublishedActivity, language: Language): NoticeActivity {
  const say = (text: Bilingual): string => text[language];
  const { id, choice, objection, legal_basis: basis } = activity;
  return {
    id,
    name: say(activity.name),
    purpose: say(activity.purpose),
    legal_basis: `${capital(say(basis))} (${language === 'fr' ? 'RGPD' : 'GDPR'}, article ${basis.article}). ${say(activity.ground)}`,
    data: activity.data.map(({ what }) => say(what)),
    source: say(activity.source),
    recipients: say(activity.recipients),
    transfers: say(activity.transfers),
    kept: activity.retention.map((term) => keptWords(term, language)),
    automated_decisions: say(activity.automated_decisions),
    ...(choice && { choice: say(choice.text) }),
    ...(objection && { objection: say(objection) }),
  };
}
