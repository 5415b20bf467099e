import { DatasetRegistry } from '@hexagone/ingestion';
import type { Language } from '@hexagone/kernel';
import {
  Always,
  type Call,
  Called,
  Choice,
  Documented,
  Id,
  languageOf,
  Refuses,
  Told,
  Versioned,
} from '@hexagone/platform';
import { applyDecorators, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { GameReads } from '../../application/reads/game-reads';
import { narrative } from '../../domain/golden/narrative';
import { ruledBy } from '../../domain/golden/survivorship';
import type { GameSourceKey } from '../../domain/record/sources';
import { GameSurvival } from '../config/game-survival';
import { GAMES_DATA } from '../persistence/games-data';
import { gameDocument } from './game-document';
import { GAME, NARRATIVE, PROVENANCE } from './games-examples';
import { moved } from './moved';
import { provenanceDocument } from './provenance-document';

const ABOUT =
  'The item of the list and all that sources say beside it. Ratings keep their source and scale; nothing is averaged. A release has the first day of what its source means, as precise as `precision` says. `sales` sums whole figures; figures of a part of the market stand in `partial`, and `complete` is false where a platform has no others. `editions` are records of this game; `related` are other games that a source relates to it, or that may be the same (the reason of the doubt); `homonyms` have the same title and are other games.';
const NARRATIVE_ABOUT =
  'Summary and storyline in the language asked for, else in the other one; `language` tells which, `languages` where there is any text. Without any text: nulls. `sources` are those whose words these are; their licences are told by the provenance.';
const PROVENANCE_ABOUT =
  'The records that the game is made of, how each came to it, and for each field: the value, whose it is, by which rule, since when, and all that any record says of it. `decisions` of people hold; `history` tells former versions and withdrawn records, decisions that were revoked, and ids that were merged into this one, `at` being absent where a rule merged them. The licence of a synthetic record is `generated`.';

class NarrativeQuery {
  @Told(Choice(['en', 'fr']), 'Language of the texts; absent: that of `Accept-Language`.')
  language?: Language;
}

/** A read of one game; a merged id is answered with where the game is now. */
const OfOneGame = (path: string, example: object, description: string): MethodDecorator =>
  applyDecorators(
    Get(path),
    ApiParam({ name: 'id', description: 'Id of the game.', example: 1239 }),
    ApiOkResponse({ description, schema: { type: 'object', additionalProperties: true, example } }),
    ApiResponse({
      status: 301,
      description: 'The game was merged into another: `Location` tells which.',
      content: {
        'application/json': {
          schema: { type: 'object', additionalProperties: true, example: { id: 1238, merged_into: 1239 } },
        },
      },
    }),
    Refuses({ 404: ['games.game-not-found'] }),
  );

@ApiTags('games')
@Controller('games')
@Always('games:read')
export class GameController {
  constructor(
    private readonly games: GameReads,
    private readonly survival: GameSurvival,
    private readonly datasets: DatasetRegistry,
  ) {}

  @OfOneGame(':id', GAME, 'The game.')
  @Versioned(GAMES_DATA)
  @Documented({ title: 'One game', fr: 'Un jeu', about: ABOUT })
  async get(@Id('id') id: number, @Called() { reply }: Call): Promise<unknown> {
    const found = await this.games.view(id);
    if (found.mergedInto !== null) return moved(reply, id, found.mergedInto);
    reply.type('application/json; charset=utf-8');
    return gameDocument(found);
  }

  @OfOneGame(':id/narrative', NARRATIVE, 'What the game is about.')
  @Versioned(GAMES_DATA, { spoken: true })
  @Documented({ title: 'What a game is about', fr: 'Ce que raconte un jeu', about: NARRATIVE_ABOUT })
  async narrative(
    @Id('id') id: number,
    @Query() query: NarrativeQuery,
    @Called() { request, reply }: Call,
  ): Promise<unknown> {
    const found = await this.games.records(id);
    if (found.mergedInto !== null) return moved(reply, id, found.mergedInto, '/narrative');
    const members = found.records.map(({ member }) => member);
    const survival = ruledBy(this.survival, found.rules);
    return { id, name: found.name, ...narrative(members, survival, query.language ?? languageOf(request)) };
  }

  @OfOneGame(':id/provenance', PROVENANCE, 'Where the game comes from.')
  @Versioned(GAMES_DATA)
  @Documented({ title: 'Where a game comes from', fr: 'La provenance d’un jeu', about: PROVENANCE_ABOUT })
  async provenance(@Id('id') id: number, @Called() { reply }: Call): Promise<unknown> {
    const found = await this.games.trail(id);
    if (found.mergedInto !== null) return moved(reply, id, found.mergedInto, '/provenance');
    return provenanceDocument(found, this.survival, (source) => this.licenceOf(source));
  }

  private licenceOf(source: GameSourceKey): string | null {
    return this.datasets.find(`games-${source}`)?.card.licence ?? null;
  }
}
