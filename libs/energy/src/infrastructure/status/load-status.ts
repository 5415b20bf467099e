import { Database, type StatusSection, StatusSections } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { natureOfRank } from '../../domain/nature';
import { writtenInParis } from '../../domain/paris-time';

const LAST_POINTS = `
  SELECT a.code, c.nature, date_part('epoch', max(c.last_value_at)) AS last, date_part('epoch', clock_timestamp()) AS now
  FROM load_coverage c JOIN energy_area a ON a.id = c.area_id
  GROUP BY a.id, a.code, c.nature ORDER BY a.id, c.nature`;

interface LastPoint {
  readonly code: string;
  readonly nature: number;
  readonly last: number | null;
  readonly now: number;
}

/** How far the series go, by area and nature. */
@Injectable()
export class LoadStatus extends StatusSections {
  constructor(private readonly database: Database) {
    super();
  }

  async sections(): Promise<readonly StatusSection[]> {
    const { rows } = await this.database.query<LastPoint>(LAST_POINTS);
    const points = rows.map(({ code, nature, last, now }) => ({
      area: code,
      nature: natureOfRank(nature),
      last_point_at: last === null ? null : writtenInParis(last),
      lag_seconds: last === null ? null : Math.max(0, Math.round(now - last)),
    }));
    return [
      {
        name: 'consumption',
        title: { en: 'Electricity consumption', fr: "Consommation d'électricité" },
        data: points,
        columns: [
          { en: 'Area', fr: 'Zone' },
          { en: 'Nature', fr: 'Nature' },
          { en: 'Last point', fr: 'Dernier point' },
          { en: 'Lag (hours)', fr: 'Retard (heures)' },
        ],
        rows: points.map(({ area, nature, last_point_at: last, lag_seconds: lag }) => [
          ...[area, nature, last],
          lag === null ? null : Math.round(lag / 360) / 10,
        ]),
      },
    ];
  }
}
