import type { Type } from '@nestjs/common';
import type { Countries } from '../../domain/countries';
import { GroupListsController, ListsOfSiteController } from './group-lists.controllers';
import { SiteListings } from './site-listings';
import { sitesController, sitesOfCountryController, sitesOfGroupController } from './site-lists.controllers';

/** Every collection of the context. */
export function listControllers(countries: Countries): Type[] {
  const listings = new SiteListings(countries);
  return [
    sitesController(listings),
    ...countries.packs.map((pack) => sitesOfCountryController(listings, pack)),
    sitesOfGroupController(listings),
    GroupListsController,
    ListsOfSiteController,
  ];
}
