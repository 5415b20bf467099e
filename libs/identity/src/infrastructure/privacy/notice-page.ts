import type { Bilingual, Language } from '@hexagone/kernel';
import { html, type Markup, page } from '@hexagone/platform';
import type { Notice } from './notice';
import { contacts, LABELS, list, sheet } from './sheet';

const TEXT = {
  title: { en: 'What becomes of your personal data', fr: 'Ce que deviennent vos données personnelles' },
  updated: { en: 'Updated on', fr: 'Mis à jour le' },
  rights: { en: 'Your rights', fr: 'Vos droits' },
  complaint: { en: 'Complaint', fr: 'Réclamation' },
  register: { en: 'The whole register', fr: 'Le registre complet' },
} satisfies Record<string, Bilingual>;

const activityMarkup = (activity: Notice['activities'][number], language: Language): Markup =>
  html`<h3>${activity.name}</h3>
    ${sheet(
      [
        [LABELS.purpose, activity.purpose],
        [LABELS.basis, activity.legal_basis],
        [LABELS.choice, activity.choice],
        [LABELS.objection, activity.objection],
        [LABELS.data, activity.data],
        [LABELS.source, activity.source],
        [LABELS.recipients, activity.recipients],
        [LABELS.transfers, activity.transfers],
        [LABELS.kept, activity.kept],
        [LABELS.automated, activity.automated_decisions],
      ],
      language,
    )}`;

/** The notice as a page. */
export function noticePage(notice: Notice): string {
  const { language, updated, activities, rights, complaint } = notice;
  return page(
    language,
    TEXT.title[language],
    html`<p>${TEXT.updated[language]} ${updated}. <a href="/privacy/registre">${TEXT.register[language]}</a>.</p>
      ${contacts(notice, language)}
      <h2>${TEXT.rights[language]}</h2>
      ${list(rights)}
      <h2>${TEXT.complaint[language]}</h2>
      <p>${complaint}</p>
      <h2>${LABELS.activities[language]}</h2>
      ${activities.map((activity) => activityMarkup(activity, language))}`,
  );
}
