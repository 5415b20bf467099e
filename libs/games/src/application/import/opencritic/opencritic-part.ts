import type { Fault, OptionValues, RawRecord, SourceContract, Verdict } from '@hexagone/ingestion';
import type { GameRecord } from '../../../domain/record/game-record';
import { GamePart } from '../game-part';
import type { ReadRecord } from '../record-row';
import { critiqueOf, isRating, NOT_RATED, type OpencriticSurvey, surveyCritiques } from './opencritic-survey';

const CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv'],
  fallbackEncoding: 'windows-1252',
  delimiters: [',', ';', '\t'],
  columns: [
    { name: 'name', required: true },
    { name: 'rating', required: true },
  ],
};

/** Ratings of the press as OpenCritic sums them up: a name and a figure of 100, no year. */
export class OpencriticPart extends GamePart<OpencriticSurvey> {
  override readonly name = 'ratings';
  readonly contract = CONTRACT;

  override survey(records: AsyncIterable<RawRecord>): Promise<OpencriticSurvey> {
    return surveyCritiques(records);
  }

  protected read(record: RawRecord, survey: OpencriticSurvey, { year }: OptionValues): Verdict<ReadRecord> {
    const { name, key, rating } = critiqueOf(record);
    const fault = (field: string, code: string): Fault => ({ field, code, value: String(record.fields[field]) });
    if (name === '') return { reject: [fault('name', 'name_missing')] };
    if (rating === NOT_RATED) return { skip: 'not_rated' };
    if (!isRating(rating)) return { reject: [fault('rating', 'rating_malformed')] };
    const said = survey.get(key);
    if (said?.contradictory) return { reject: [fault('rating', 'contradictory_rows')] };
    const facts = factsOf(said?.name ?? name, rating, typeof year === 'string' ? Number(year) : null);
    return { take: { sourceKey: key, raw: record.fields, facts } };
  }
}

const factsOf = (title: string, rating: number, year: number | null): GameRecord => ({
  title,
  alternativeTitles: [],
  kind: 'game',
  ...{ externalIds: [], editionOf: null, portOf: null, variant: null },
  firstRelease: year === null ? null : { date: null, precision: 'year', year },
  ...{ releases: [], platforms: [], genres: [], themes: [], keywords: [], companies: [], texts: [] },
  ratings: [{ kind: 'opencritic', value: rating, scale: 100, count: null }],
  ...{ cover: null, url: null, sales: null },
});
