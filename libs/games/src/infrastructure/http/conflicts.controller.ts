import {
  Always,
  type Call,
  Called,
  Documented,
  ListAnswers,
  Listed,
  ListOf,
  ListQuery,
  Versioned,
} from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { ConflictReads } from '../../application/reads/conflict-reads';
import { COMPARED } from '../../domain/golden/comparisons';
import { GameSurvival } from '../config/game-survival';
import { CONFLICT_FIELDS, conflictListing } from '../listing/conflict-listing';
import { GAMES_DATA } from '../persistence/games-data';
import { CONFLICT, CONFLICT_SUMMARY } from './games-examples';

const ABOUT =
  'Fields of games of which two sources say different things: what won, by which rule, and what the others say. `gap` is the largest difference, in `unit`; `source` asks for what that source disagrees about with another.';
const SUMMARY_ABOUT =
  'For each field and each two sources that both say something of it: how many games they agree about, and not; and the largest difference, in `unit`.';

@ListOf({ table: CONFLICT_FIELDS, members: Object.keys(CONFLICT) })
class ConflictsQuery extends ListQuery {}

@ApiTags('games')
@Controller('games/conflicts')
@Always('games:read')
@Versioned(GAMES_DATA)
export class ConflictsController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly conflicts: ConflictReads,
    private readonly survival: GameSurvival,
  ) {}

  @Listed('', {
    title: 'List conflicts between sources',
    fr: 'Lister les désaccords entre sources',
    about: ABOUT,
    example: CONFLICT,
  })
  list(@Query() query: ConflictsQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(conflictListing(this.survival.rules), { ...call, query });
  }

  @Get('summary')
  @Documented({ title: 'How sources agree', fr: 'L’accord entre sources', about: SUMMARY_ABOUT })
  @ApiOkResponse({
    description: 'By field, then by sources.',
    schema: { type: 'object', additionalProperties: true, example: CONFLICT_SUMMARY },
  })
  async summary(): Promise<object> {
    const data = (await this.conflicts.summary()).map(({ field, sources, agree, disagree, largestGap }) => ({
      ...{ field, sources, unit: COMPARED[field], agree, disagree, largest_gap: largestGap },
    }));
    return { data };
  }
}
