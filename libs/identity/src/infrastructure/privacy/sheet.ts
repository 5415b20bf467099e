import type { Bilingual, Language } from '@hexagone/kernel';
import { html, type Markup } from '@hexagone/platform';
import type { Contact } from './register-shape';

export const LABELS = {
  controller: { en: 'Controller', fr: 'Responsable du traitement' },
  dpo: { en: 'Data protection officer', fr: 'Délégué à la protection des données' },
  activities: { en: 'Activities', fr: 'Traitements' },
  purpose: { en: 'Purpose', fr: 'Finalité' },
  basis: { en: 'Legal basis', fr: 'Base légale' },
  choice: { en: 'Your choice', fr: 'Votre choix' },
  objection: { en: 'Objection', fr: 'Opposition' },
  persons: { en: 'People concerned', fr: 'Personnes concernées' },
  data: { en: 'Data', fr: 'Données' },
  source: { en: 'Source', fr: 'Source' },
  recipients: { en: 'Recipients', fr: 'Destinataires' },
  transfers: { en: 'Transfers', fr: 'Transferts' },
  kept: { en: 'Kept', fr: 'Conservation' },
  security: { en: 'Security measures', fr: 'Mesures de sécurité' },
  automated: { en: 'Automated decisions', fr: 'Décisions automatisées' },
} satisfies Record<string, Bilingual>;

/** A line of a sheet; several values make a list, and one that is absent makes none. */
type Line = readonly [label: Bilingual, value: string | readonly (string | Markup)[] | undefined];

const isList = (value: Line[1]): value is readonly (string | Markup)[] => Array.isArray(value);

/** Items below one another. */
export const list = (items: readonly (string | Markup)[]): Markup =>
  html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;

/** A table of labels and what stands beside them. */
export const sheet = (lines: readonly Line[], language: Language): Markup =>
  html`<table>
    <tbody>
      ${lines.map(([label, value]) =>
        value === undefined
          ? ''
          : html`<tr>
              <th scope="row">${label[language]}</th>
              <td>${isList(value) ? list(value) : value}</td>
            </tr>`,
      )}
    </tbody>
  </table>`;

const contact = ({ name, address, email, phone }: Contact): string =>
  [name, address, email, phone].filter((line) => line !== undefined).join(', ');

/** Who answers for the data, and how to reach them. */
export const contacts = ({ controller, dpo }: { controller: Contact; dpo: Contact }, language: Language): Markup =>
  sheet(
    [
      [LABELS.controller, contact(controller)],
      [LABELS.dpo, contact(dpo)],
    ],
    language,
  );
