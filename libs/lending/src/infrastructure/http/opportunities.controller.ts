import { type Call, Called, Choice, Formats, List, ListOf, ListQuery, Needs, Told } from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { OpportunityReads } from '../../application/opportunity-reads';
import { type Ranking, RANKINGS } from '../../domain/proposal-ranking';
import { OpportunityNotFound } from '../../domain/reading.errors';
import { BEST_PROPOSAL_WORDS, bestProposals, opportunitiesOf } from '../listing/best-proposals-listing';
import { OPPORTUNITIES, OPPORTUNITY_WORDS, USUAL_MEMBERS } from '../listing/opportunity-listing';
import { SeenLists } from '../listing/seen-lists';
import { BORROWER_MEMBERS } from '../persistence/opportunity-members';
import { BEST_PROPOSALS, OPPORTUNITY, OPPORTUNITY_PAGE, PROPOSALS } from './answer-schemas';
import { Answers } from './answers';
import { proposalItems, proposalsAnswer } from './proposal-items';
import { OpportunityId, readerOf } from './reader';

const ID = {
  name: 'id',
  description: '15 or 18 characters; 18 also where a tool has changed their case.',
  example: '0065q00000AlAK0AAN',
};
const TEN = ['response_id', ...Object.keys(BORROWER_MEMBERS)];
const LOGGED = 'Each answer is written down in the access log.';
const RANK_BY = 'What the best has least of: rate, or what the loan costs in all (`total_cost`).';

class OpportunityQuery {
  @Told(List(TEN), 'Members of the answer; absent: all ten.')
  fields?: readonly string[];

  @Told(
    List(['proposals', 'quality', 'details']),
    'Further members: its offers by rate, doubts about it, other columns.',
  )
  expand?: readonly string[];
}

class ProposalsQuery {
  @Told(Choice(RANKINGS), RANK_BY, 'rate')
  rankBy: Ranking = 'rate';
}

@ListOf(OPPORTUNITY_WORDS)
class OpportunitiesQuery extends ListQuery {
  override fields: readonly string[] = USUAL_MEMBERS;
}

@ListOf(BEST_PROPOSAL_WORDS)
class BestProposalsQuery extends ListQuery {
  @Told(Choice(RANKINGS), RANK_BY, 'rate')
  rankBy: Ranking = 'rate';
}

@ApiTags('lending')
@Controller('opportunities')
@Needs('lending:read')
export class OpportunitiesController {
  constructor(
    private readonly opportunities: OpportunityReads,
    private readonly lists: SeenLists,
  ) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Answers(OPPORTUNITY_PAGE, {
    title: 'List opportunities',
    fr: 'Lister les opportunités',
    about: `Requests for mortgages, newest first. \`fields\` picks among all members; without it: the usual ten. CSV and NDJSON hold all that match, or as many as \`limit\` says. ${LOGGED}`,
  })
  list(@Query() query: OpportunitiesQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer({ listing: OPPORTUNITIES, action: 'opportunities', told: true }, { ...call, query });
  }

  @Get('best-proposals')
  @Formats('json', 'csv', 'ndjson')
  @Answers(BEST_PROPOSALS, {
    title: 'The best proposal for each opportunity',
    fr: 'La meilleure proposition de chaque opportunité',
    about: `One row per opportunity with a proposal that competes. CSV and NDJSON hold all that match, or as many as \`limit\` says. ${LOGGED}`,
  })
  bestProposals(@Query() query: BestProposalsQuery, @Called() call: Call): Promise<string | Readable> {
    const listing = bestProposals(query.rankBy);
    return this.lists.answer({ listing, action: 'best-proposals', opportunities: opportunitiesOf }, { ...call, query });
  }

  @Get(':id')
  @ApiParam(ID)
  @Answers(OPPORTUNITY, {
    title: 'One opportunity',
    fr: 'Une opportunité',
    about: `Ten members about a request for a mortgage; \`response_id\` is new for each answer. ${LOGGED}`,
  })
  async get(@OpportunityId('id') id: string, @Query() query: OpportunityQuery, @Called() call: Call): Promise<string> {
    const { fields = TEN, expand = [] } = query;
    const offers = expand.includes('proposals');
    const members = [...TEN.filter((name) => fields.includes(name)), ...expand.filter((name) => name !== 'proposals')];
    const found = await this.opportunities.find(id, { responseId: randomUUID(), members, offers }, readerOf(call));
    if (!found) throw new OpportunityNotFound(id);
    call.reply.type('application/json; charset=utf-8');
    if (!offers) return found.json;
    return `${found.json.slice(0, -1)},"proposals":${JSON.stringify(proposalItems(found.offers, 'rate'))}}`;
  }

  @Get(':id/proposals')
  @ApiParam(ID)
  @Answers(PROPOSALS, {
    title: 'Proposals for one opportunity',
    fr: 'Propositions pour une opportunité',
    about: `Those that compete, best first; then those that do not, with all the reasons. ${LOGGED}`,
  })
  async proposals(
    @OpportunityId('id') id: string,
    @Query() { rankBy }: ProposalsQuery,
    @Called() call: Call,
  ): Promise<object> {
    const offers = await this.opportunities.offersFor(id, readerOf(call));
    if (!offers) throw new OpportunityNotFound(id);
    return proposalsAnswer(id, offers, rankBy);
  }
}
