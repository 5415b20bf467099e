import { DomainError, INVALID_DOCUMENT } from '@hexagone/kernel';
import type { Countries } from '../../domain/countries';
import {
  Group3Ancestor,
  Group3ForbidsSites,
  GroupCycle,
  GroupHasSites,
  GroupNotFound,
} from '../../domain/group.errors';
import { PowerRangeInverted, ruleBroken, SiteNotFound, UnknownCountry } from '../../domain/site.errors';
import { packChecks } from './derived-sql';

const BASE_CHECKS = [
  'sites_name_ck',
  'sites_date_ck',
  'sites_max_ck',
  'sites_min_ck',
  'groups_name_ck',
  'groups_type_ck',
];

const invalid = (): DomainError =>
  new DomainError(INVALID_DOCUMENT, {
    en: 'A value of the document cannot be stored.',
    fr: 'Une valeur du document ne peut pas être enregistrée.',
  });

const OF_THE_GRAPH: Readonly<Record<string, () => DomainError>> = {
  site_groups_site_fk: () => new SiteNotFound(),
  site_groups_group_fk: () => new GroupNotFound(),
  site_groups_not_group3_ck: () => new Group3ForbidsSites(),
  site_groups_no_group3_ancestor_ck: () => new Group3Ancestor(),
  groups_group3_without_sites_ck: () => new GroupHasSites(),
  group_children_parent_fk: () => new GroupNotFound(),
  group_children_child_fk: () => new GroupNotFound(),
  group_children_no_group3_ancestor_ck: () => new Group3Ancestor(),
  group_children_acyclic_ck: () => new GroupCycle(),
  group_children_not_self_ck: () => new GroupCycle(),
};

/** What the violation of each constraint means, where the rules that were asked before did not foresee it. */
export function errorsByConstraint(countries: Countries): ReadonlyMap<string, () => DomainError> {
  const checks = [...BASE_CHECKS, ...packChecks(countries.packs).map(({ name }) => name)];
  const rules = countries.packs.flatMap((pack) => pack.rules);
  return new Map<string, () => DomainError>([
    ...checks.map((name) => [name, invalid] as const),
    ...rules.map((rule) => [rule.keptBy.constraint, () => ruleBroken(rule)] as const),
    ['sites_power_range_ck', () => new PowerRangeInverted()],
    ['sites_country_fk', () => new UnknownCountry(countries.accepted)],
    ...Object.entries(OF_THE_GRAPH),
  ]);
}
