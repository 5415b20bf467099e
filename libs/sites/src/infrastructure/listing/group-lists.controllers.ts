import { Flag, ListAnswers, Listed, ListOf, ListQuery, Needs, Told, type Call, Called } from '@hexagone/platform';
import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { GroupId, SiteId } from '../http/path-ids';
import { ALL_GROUPS, distant, DISTANT_GROUP_WORDS, GROUP_WORDS, groupsOfSite, neighbours } from './group-listings';
import { historyListing, HISTORY_WORDS } from './history-listing';

type Body = Promise<string | Readable>;

@ListOf(GROUP_WORDS)
class GroupsQuery extends ListQuery {}

@ListOf(GROUP_WORDS)
class SiteGroupsQuery extends ListQuery {
  @Told(Flag(), 'Also the groups above them.', false) recursive = false;
}

@ListOf(DISTANT_GROUP_WORDS)
class DistantGroupsQuery extends ListQuery {}

@ListOf(HISTORY_WORDS)
class HistoryQuery extends ListQuery {}

const HISTORY =
  'Newest first. `changes` holds `[from, to]` of each field that changed, or what was linked. Still answers after the deletion.';
const CHANGE = {
  id: 42,
  at: '2026-11-20T08:00:00.000Z',
  actor: 'account:7',
  request_id: '0b5e2a3c-7f1d-4c55-9a53-2f6a0d1c9e11',
  action: 'updated',
  changes: { name: ['Les Gorges', 'Les Gorges 2'] },
};
const EACH_ONCE = 'Each once; `depth` is the shortest way.';

@ApiTags('groups')
@Controller('groups')
@Needs('sites:read')
export class GroupListsController {
  constructor(private readonly lists: ListAnswers) {}

  @Listed('', { title: 'List groups', fr: 'Lister les groupes' })
  list(@Query() query: GroupsQuery, @Called() call: Call): Body {
    return this.lists.answer(ALL_GROUPS, { ...call, query });
  }

  @Listed(':id/children', {
    title: 'List the groups directly inside a group',
    fr: 'Lister les groupes placés directement dans un groupe',
  })
  children(@GroupId('id') id: number, @Query() query: GroupsQuery, @Called() call: Call): Body {
    return this.lists.answer(neighbours(id, 'children'), { ...call, query });
  }

  @Listed(':id/parents', {
    title: 'List the groups that a group is directly inside',
    fr: 'Lister les groupes qui contiennent directement un groupe',
  })
  parents(@GroupId('id') id: number, @Query() query: GroupsQuery, @Called() call: Call): Body {
    return this.lists.answer(neighbours(id, 'parents'), { ...call, query });
  }

  @Listed(':id/descendants', {
    title: 'List the groups below a group',
    fr: 'Lister les groupes situés sous un groupe',
    about: EACH_ONCE,
  })
  descendants(@GroupId('id') id: number, @Query() query: DistantGroupsQuery, @Called() call: Call): Body {
    return this.lists.answer(distant(id, 'descendants'), { ...call, query });
  }

  @Listed(':id/ancestors', {
    title: 'List the groups above a group',
    fr: 'Lister les groupes situés au-dessus d’un groupe',
    about: EACH_ONCE,
  })
  ancestors(@GroupId('id') id: number, @Query() query: DistantGroupsQuery, @Called() call: Call): Body {
    return this.lists.answer(distant(id, 'ancestors'), { ...call, query });
  }

  @Listed(':id/history', {
    title: 'List the changes of a group',
    fr: 'Lister les changements d’un groupe',
    about: HISTORY,
    example: CHANGE,
  })
  history(@GroupId('id') id: number, @Query() query: HistoryQuery, @Called() call: Call): Body {
    return this.lists.answer(historyListing('group', id), { ...call, query });
  }
}

@ApiTags('sites')
@Controller('sites/:id')
@Needs('sites:read')
export class ListsOfSiteController {
  constructor(private readonly lists: ListAnswers) {}

  @Listed('groups', { title: 'List the groups of a site', fr: 'Lister les groupes d’un site' })
  groups(@SiteId('id') id: number, @Query() query: SiteGroupsQuery, @Called() call: Call): Body {
    return this.lists.answer(groupsOfSite(id, query.recursive), { ...call, query });
  }

  @Listed('history', {
    title: 'List the changes of a site',
    fr: 'Lister les changements d’un site',
    about: HISTORY,
    example: CHANGE,
  })
  history(@SiteId('id') id: number, @Query() query: HistoryQuery, @Called() call: Call): Body {
    return this.lists.answer(historyListing('site', id), { ...call, query });
  }
}
