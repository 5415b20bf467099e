import type { Bilingual, Language } from '@hexagone/kernel';
import { html, type Markup, page } from '@hexagone/platform';
import { keptWords, type PublishedActivity, type PublishedRegister } from './published-register';
import { contacts, LABELS, list, sheet } from './sheet';

const TEXT = {
  title: { en: 'Register of processing activities', fr: 'Registre des activités de traitement' },
  article: { en: 'GDPR, article 30. Updated on', fr: 'RGPD, article 30. Mis à jour le' },
} satisfies Record<string, Bilingual>;

const dataOf = ({ data }: PublishedActivity, language: Language): readonly Markup[] =>
  data.map(
    ({ what, columns = [] }) => html`${what[language]} ${columns.map((column) => html`<code>${column}</code> `)}`,
  );

function activityMarkup(activity: PublishedActivity, language: Language): Markup {
  const { id, legal_basis: basis, choice, objection } = activity;
  const say = (text: Bilingual): string => text[language];
  const lines = sheet(
    [
      [LABELS.purpose, say(activity.purpose)],
      [LABELS.basis, `${basis.article}, ${say(basis)}. ${say(activity.ground)}`],
      [LABELS.choice, choice && say(choice.text)],
      [LABELS.objection, objection && say(objection)],
      [LABELS.persons, say(activity.persons)],
      [LABELS.data, dataOf(activity, language)],
      [LABELS.source, say(activity.source)],
      [LABELS.recipients, say(activity.recipients)],
      [LABELS.transfers, say(activity.transfers)],
      [LABELS.kept, activity.retention.map((term) => keptWords(term, language))],
      [LABELS.security, activity.security.map(say)],
      [LABELS.automated, say(activity.automated_decisions)],
    ],
    language,
  );
  return html`<h3 id="${id}">${say(activity.name)}</h3>
    ${lines}`;
}

/** The register for people. */
export function registerPage(register: PublishedRegister, language: Language): string {
  const { activities, updated } = register;
  return page(
    language,
    TEXT.title[language],
    html`<p>${TEXT.article[language]} ${updated}.</p>
      ${contacts(register, language)}
      <h2>${LABELS.activities[language]}</h2>
      ${list(activities.map(({ id, name }) => html`<a href="#${id}">${name[language]}</a>`))}
      ${activities.map((activity) => activityMarkup(activity, language))}`,
  );
}
