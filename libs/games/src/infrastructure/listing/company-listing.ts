import { choiceField, type FieldTable, idField, integerField, type Listing, textField } from '@hexagone/platform';
import { companiesQuery, COMPANY_MEMBERS } from '../persistence/company-members';
import { countryField, folded } from './game-fields';

const COUNT = { always: true };

export const COMPANY_FIELDS: FieldTable = {
  id: idField('c.id', { always: true }),
  slug: textField('c.slug', { always: true, sortable: false }),
  name: textField('c.name_fold', { always: true, read: folded }),
  country: countryField('c.country', { sortable: true }),
  role: choiceField('c.roles', ['developer', 'publisher'], { elements: true, sortable: false }),
  games: integerField('c.games', COUNT),
  developed: integerField('c.developed', COUNT),
  published: integerField('c.published', COUNT),
};

/** Companies of live games. */
export const COMPANIES: Listing = {
  resource: 'companies',
  fileName: 'companies',
  table: COMPANY_FIELDS,
  sort: 'name',
  members: COMPANY_MEMBERS,
  source: (to) => ({ with: companiesQuery(to), from: 'companies c', where: [], id: 'c.id' }),
};
