import { refusal } from '@hexagone/kernel';
import {
  type Call,
  Called,
  Formats,
  INVALID_PARAMETERS,
  Limited,
  Needs,
  SETTINGS,
  type Settings,
  streamed,
} from '@hexagone/platform';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { DescribeBorrowers, type ProfileQuestion } from '../../application/profile/describe-borrowers';
import type { Dimension } from '../../domain/profile/axes';
import { Answers } from './answers';
import { profileBody } from './profile-body';
import { PROFILE_COLUMNS, profileLines } from './profile-lines';
import { ProfileQuery } from './profile-query';
import { PROFILE } from './profile-schema';

@ApiTags('lending')
@Controller('borrowers/profile')
@Needs('lending:statistics')
export class ProfileController {
  constructor(
    private readonly borrowers: DescribeBorrowers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Limited('search')
  @Formats('json', 'csv')
  @Answers(PROFILE, {
    title: 'Profile of the borrowers',
    fr: 'Profil type des emprunteurs',
    about:
      'Statistics over all borrowers, or those that filters leave: medians and most frequent values, histograms, counts and cross tabs. A row leaves only the figures whose field it lacks or has implausible: `funnel` says how many. Counts of fewer than `k` borrowers are masked (`count` null), and others with them, so that none can be computed from this answer. Mean and median of fewer are null; no least and no greatest value is told. Filters that leave fewer, or whose removal adds fewer, are refused: 422. CSV holds the same figures, one a line.',
  })
  async profile(@Query() query: ProfileQuery, @Called() { request, reply }: Call): Promise<object | Readable> {
    const question = this.questionOf(query);
    const body = profileBody(question, await this.borrowers.execute(question));
    if (request.format !== 'csv') return body;
    return streamed(reply, 'csv', profileLines(body), { columns: PROFILE_COLUMNS, fileName: 'profile.csv' });
  }

  /** Filters in one order, so that the same question is known again. */
  private questionOf({ from, to, population, by, cross, k, filters }: ProfileQuery): ProfileQuestion {
    const conditions = filters
      .map(({ field, values }) => ({ dimension: field as Dimension, values: [...new Set(values as string[])].sort() }))
      .sort((one, other) => (one.dimension < other.dimension ? -1 : 1));
    return {
      population: {
        conditions,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        plausibleAge: population === 'plausible_age',
      },
      crosses: cross,
      ...(by && { by }),
      k: this.mask(k),
    };
  }

  private mask(k = this.settings.lendingK): number {
    if (k >= this.settings.lendingK) return k;
    const least = this.settings.lendingK;
    const detail = { en: `k must be ${least} or more here`, fr: `k doit valoir au moins ${least} ici` };
    throw refusal(INVALID_PARAMETERS, [{ parameter: 'k', code: 'too-small', detail }]);
  }
}
