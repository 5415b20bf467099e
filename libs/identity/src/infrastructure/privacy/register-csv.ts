import type { Bilingual, Language } from '@hexagone/kernel';
import { csvLine } from '@hexagone/platform';
import { keptWords, type PublishedActivity, type PublishedRegister } from './published-register';

const COLUMNS = [
  'id',
  'name',
  'purpose',
  'legal_basis',
  'ground',
  'persons',
  'data',
  'columns',
  'source',
  'recipients',
  'transfers',
  'retention',
  'security',
  'automated_decisions',
];

function cells(activity: PublishedActivity, language: Language): readonly string[] {
  const say = (text: Bilingual): string => text[language];
  const { id, legal_basis: basis, data, retention, security } = activity;
  return [
    id,
    say(activity.name),
    say(activity.purpose),
    `${basis.article} ${say(basis)}`,
    say(activity.ground),
    say(activity.persons),
    data.map(({ what }) => say(what)).join(' '),
    data.flatMap(({ columns = [] }) => columns).join(' '),
    say(activity.source),
    say(activity.recipients),
    say(activity.transfers),
    retention.map((term) => keptWords(term, language)).join(' '),
    security.map(say).join(' '),
    say(activity.automated_decisions),
  ];
}

/** One line for each activity. */
export const registerCsv = ({ activities }: PublishedRegister, language: Language): string =>
  [csvLine(COLUMNS), ...activities.map((activity) => csvLine(cells(activity, language)))].join('');
