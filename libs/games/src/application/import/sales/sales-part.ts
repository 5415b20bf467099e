import type { GuardFinding, RawRecord, StagedRun, Verdict } from '@hexagone/ingestion';
import { mapped } from '../../../domain/mapping/mappings';
import type { GameRecord } from '../../../domain/record/game-record';
import type { PartialDate } from '../../../domain/record/partial-date';
import { GamePart } from '../game-part';
import type { ReadRecord } from '../record-row';
import { SALES_CONTRACT } from './sales-contract';
import { readSales, type SalesRow } from './sales-row';
import { type SalesSurvey, surveySales } from './sales-survey';

/** Copies sold of each game on each platform, a row each: a source of releases. */
export class SalesPart extends GamePart<SalesSurvey> {
  override readonly name = 'sales';
  readonly contract = SALES_CONTRACT;

  override survey(records: AsyncIterable<RawRecord>): Promise<SalesSurvey> {
    return surveySales(records);
  }

  /** A doubt about single rows: the run tells it, and goes on. */
  override guard(run: StagedRun<SalesSurvey>): readonly GuardFinding[] {
    const { survey, details } = run;
    if (survey.uneven > 0) details['warnings'] = { regions_differ_from_total: survey.uneven };
    return super.guard(run);
  }

  protected read(record: RawRecord, survey: SalesSurvey): Verdict<ReadRecord> {
    const reading = readSales(record);
    if ('faults' in reading) return { reject: reading.faults };
    const { row } = reading;
    return { take: { sourceKey: survey.keyOf(row), raw: record.fields, facts: this.facts(row) } };
  }

  private facts({ name, platform: code, year, genre, publisher, figures }: SalesRow): GameRecord {
    const date: PartialDate | null = year === null ? null : { date: null, precision: 'year', year };
    const platform = mapped(this.mappings.platform(code), code);
    const known = genre === null ? null : this.mappings.genre(genre);
    const where = platform.slug ?? platform.name;
    return {
      title: name,
      alternativeTitles: [],
      kind: 'game',
      ...{ externalIds: [], editionOf: null, portOf: null, variant: null },
      firstRelease: date,
      releases: [{ platform: where, date }],
      platforms: [platform],
      genres: genre === null || known === null ? [] : [mapped(known, genre)],
      ...{ themes: [], keywords: [], ratings: [], texts: [], cover: null, url: null },
      companies:
        publisher === null
          ? []
          : [{ name: publisher, country: null, website: null, developer: false, publisher: true }],
      sales: { platform: where, year, total: figures.Global_Sales, regions: regionsOf(figures) },
    };
  }
}

const regionsOf = (figures: SalesRow['figures']): NonNullable<GameRecord['sales']>['regions'] => ({
  na: figures.NA_Sales,
  eu: figures.EU_Sales,
  jp: figures.JP_Sales,
  other: figures.Other_Sales,
});
