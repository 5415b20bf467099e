import { HEAD } from './series-examples';

export const AREA = {
  code: 'FR',
  insee_code: null,
  name: 'France',
  kind: 'country',
  first_at: '2012-01-01T00:00:00+01:00',
  last_at: '2019-12-31T23:30:00+01:00',
  count: 140_238,
  natures: { definitive: 140_238 },
  has_mix: true,
};

export const AREA_PAGE = {
  data: [AREA],
  meta: { limit: 20, has_more: false, total: 13 },
  links: { self: '/areas' },
};

export const CONSISTENCY = {
  unit: 'MW',
  area: 'FR',
  resolution: 'PT30M',
  timezone: 'Europe/Paris',
  start: '2024-01-01T00:00:00+01:00',
  end: '2024-12-31T23:30:00+01:00',
  bounds: '[]',
  regions_present: 12,
  slots_compared: 17_566,
  max_abs_difference_mw: 4,
  mean_difference_mw: 0.25,
  regions_average: 50_000.25,
  national_average: 50_000,
  freshness: HEAD.freshness,
  source: HEAD.source,
};
