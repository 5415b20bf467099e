import {
  type Filter,
  Flag,
  ListAnswers,
  Listed,
  ListOf,
  ListQuery,
  Needs,
  refuse,
  Told,
  type Call,
  Called,
} from '@hexagone/platform';
import { Controller, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import type { CountryPack } from '../../domain/country-pack';
import { GroupId } from '../http/path-ids';
import type { SiteListings } from './site-listings';

type Body = Promise<string | Readable>;

/** `GET /sites`. What it can be asked depends on the countries there are. */
export function sitesController({ all, words }: SiteListings): Type {
  @ListOf(words)
  class SitesQuery extends ListQuery {}

  @ApiTags('sites')
  @Controller('sites')
  @Needs('sites:read')
  class SitesController {
    constructor(private readonly lists: ListAnswers) {}

    @Listed('', { title: 'List sites', fr: 'Lister les sites' })
    list(@Query() query: SitesQuery, @Called() call: Call): Body {
      return this.lists.answer(all, { ...call, query });
    }
  }
  return SitesController;
}

/** `GET /sites/<slug>`: the sites of one country. */
export function sitesOfCountryController(listings: SiteListings, { code, slug, name }: CountryPack): Type {
  const listing = listings.ofCountry(code);

  @ListOf(listings.words)
  class CountrySitesQuery extends ListQuery {}

  @ApiTags('sites')
  @Controller(`sites/${slug}`)
  @Needs('sites:read')
  class SitesOfCountryController {
    constructor(private readonly lists: ListAnswers) {}

    @Listed('', { title: `List sites (${name.en})`, fr: `Lister les sites (${name.fr})` })
    list(@Query() query: CountrySitesQuery, @Called() call: Call): Body {
      refuseOtherCountries(query.filters, code);
      return this.lists.answer(listing, { ...call, query });
    }
  }
  return SitesOfCountryController;
}

/** `GET /groups/{id}/sites`. */
export function sitesOfGroupController(listings: SiteListings): Type {
  @ListOf(listings.words)
  class GroupSitesQuery extends ListQuery {
    @Told(Flag(), 'Also those of all groups below, each once.', false) recursive = false;
  }

  @ApiTags('groups')
  @Controller('groups/:id/sites')
  @Needs('sites:read')
  class SitesOfGroupController {
    constructor(private readonly lists: ListAnswers) {}

    @Listed('', { title: 'List the sites of a group', fr: 'Lister les sites d’un groupe' })
    list(@GroupId('id') id: number, @Query() query: GroupSitesQuery, @Called() call: Call): Body {
      return this.lists.answer(listings.ofGroup(id, query.recursive), { ...call, query });
    }
  }
  return SitesOfGroupController;
}

const admits = ({ operator, values }: Filter, code: string): boolean =>
  values.includes(code) === (operator === 'eq' || operator === 'in');

/** A filter by country that leaves nothing of the path's own is a mistake. */
function refuseOtherCountries(filters: readonly Filter[], code: string): void {
  if (filters.every((filter) => filter.field !== 'country' || admits(filter, code))) return;
  const detail = {
    en: `country contradicts the path, which lists the sites of ${code} alone`,
    fr: `country contredit le chemin, qui ne liste que les sites de ${code}`,
  };
  refuse('query', [{ parameter: 'country', code: 'contradicts-path', detail }]);
}
