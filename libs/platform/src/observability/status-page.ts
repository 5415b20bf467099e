import type { Bilingual, Language } from '@hexagone/kernel';
import { html, page, type Markup } from './html';
import type { Status } from './status';
import type { StatusSection } from './status-sections';

const TEXT = {
  title: { en: 'State of the service', fr: 'État du service' },
  since: { en: 'since', fr: 'depuis' },
  service: { en: 'Service', fr: 'Service' },
  version: { en: 'Version', fr: 'Version' },
  started: { en: 'Started', fr: 'Démarré' },
  database: { en: 'Database', fr: 'Base de données' },
  answers: { en: 'answers', fr: 'répond' },
  silent: { en: 'does not answer', fr: 'ne répond pas' },
  migrations: { en: 'Migrations (applied, pending)', fr: 'Migrations (appliquées, en attente)' },
  lastKnown: { en: 'Last known state, read', fr: 'Dernier état connu, lu' },
  none: { en: 'Nothing yet', fr: 'Rien pour le moment' },
} satisfies Record<string, Bilingual>;

const instant = (at: Date | null): string => (at ? at.toISOString() : '–');

type Cell = StatusSection['rows'][number][number];

function cell(value: Cell, language: Language): string {
  if (value === null) return '–';
  return typeof value === 'object' ? value[language] : String(value);
}

const table = ({ title, columns, rows }: StatusSection, language: Language): Markup =>
  html` <h2>${title[language]}</h2>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column[language]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${
          rows.length === 0
            ? html`<tr>
                <td colspan="${columns.length}">${TEXT.none[language]}</td>
              </tr>`
            : rows.map(
                (row) =>
                  html`<tr>
                    ${row.map((value) => html`<td>${cell(value, language)}</td>`)}
                  </tr>`,
              )
        }
      </tbody>
    </table>`;

const WORDS: Readonly<Record<Status['status'], Bilingual>> = {
  ok: { en: 'Everything works', fr: 'Tout fonctionne' },
  degraded: { en: 'Degraded', fr: 'Dégradé' },
  down: { en: 'Down', fr: 'En panne' },
  draining: { en: 'Stopping', fr: 'Arrêt en cours' },
};

function facts({ service, database }: Status, language: Language): Markup {
  const lines: [Bilingual, string][] = [
    [TEXT.version, [service.version, service.commit].filter(Boolean).join(' · ')],
    [TEXT.started, instant(service.startedAt)],
    [TEXT.database, database.up ? `${TEXT.answers[language]} (${database.latencyMs ?? 0} ms)` : TEXT.silent[language]],
    [TEXT.migrations, `${database.applied ?? '–'}, ${database.pending ?? '–'}`],
  ];
  const rows = lines.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name[language]}</th>
        <td>${value}</td>
      </tr>`,
  );
  return html`<table>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** The same as `/status.json`, for people. */
export function statusPage(status: Status, language: Language): string {
  const { since, database, sections, sectionsAt } = status;
  const word = `${WORDS[status.status][language]}${since ? ` ${TEXT.since[language]} ${instant(since)}` : ''}`;
  return page(
    language,
    `Hexagone: ${TEXT.title[language]}`,
    html`<p><strong>${status.status}</strong>: ${word}</p>
      <h2>${TEXT.service[language]}</h2>
      ${facts(status, language)} ${database.up ? '' : html`<p>${TEXT.lastKnown[language]} ${instant(sectionsAt)}</p>`}
      ${sections.map((section) => table(section, language))}`,
  );
}
