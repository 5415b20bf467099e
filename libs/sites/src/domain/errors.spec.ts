import { declaredProblems, type DomainError } from '@hexagone/kernel';
import {
  Group3Ancestor,
  Group3ForbidsSites,
  GroupCycle,
  GroupHasSites,
  GroupInsideItself,
  GroupNotEmpty,
  GroupNotFound,
  LinkNotFound,
} from './group.errors';
import { france } from './countries/france/france.country';
import { italy } from './countries/italy/italy.country';
import { PowerRangeInverted, ruleBroken, SiteNotFound, UnknownCountry } from './site.errors';

const inBoth = ({ detail }: DomainError): string => `${detail.en} | ${detail.fr}`;

describe('refusals', () => {
  it.each<[DomainError, string]>([
    [new SiteNotFound(7), "There is no site 7. | Il n'y a pas de site 7."],
    [new SiteNotFound(), "The site does not exist any more. | Le site n'existe plus."],
    [new GroupNotFound(7), "There is no group 7. | Il n'y a pas de groupe 7."],
    [new GroupNotFound(), "The group does not exist any more. | Le groupe n'existe plus."],
    [new LinkNotFound('site', 1, 2), "The site 1 is not in group 2. | Le site 1 n'est pas dans le groupe 2."],
    [new LinkNotFound('group', 1, 2), "The group 1 is not in group 2. | Le groupe 1 n'est pas dans le groupe 2."],
    [new UnknownCountry(['FR']), "The country is not one of FR | Le pays n'est pas parmi FR"],
    [
      new PowerRangeInverted(),
      'min_power_megawatt is above max_power_megawatt. | min_power_megawatt dépasse max_power_megawatt.',
    ],
    [
      new Group3ForbidsSites(3),
      'Group 3 is of type group3 and holds no site. | Le groupe 3 est de type group3 et ne contient aucun site.',
    ],
    [
      new Group3ForbidsSites(),
      'This group is of type group3 and holds no site. | Ce groupe est de type group3 et ne contient aucun site.',
    ],
    [
      new Group3Ancestor(3),
      'A site would be below group 3, which is of type group3. | Un site serait sous le groupe 3, qui est de type group3.',
    ],
    [
      new Group3Ancestor(),
      'A site would be below a group, which is of type group3. | Un site serait sous un groupe, qui est de type group3.',
    ],
    [
      new GroupHasSites(2),
      "Sites in this group or below it: 2; a group of type group3 holds none. | Sites dans ce groupe ou dessous : 2 ; un groupe de type group3 n'en contient aucun.",
    ],
    [
      new GroupHasSites(),
      "Sites in this group or below it: one or more; a group of type group3 holds none. | Sites dans ce groupe ou dessous : un ou plusieurs ; un groupe de type group3 n'en contient aucun.",
    ],
    [
      new GroupInsideItself(3),
      'Group 3 cannot be put inside itself. | Le groupe 3 ne peut pas être mis dans lui-même.',
    ],
    [
      new GroupCycle([1, 2]),
      "The group that would be put inside is already above the other (1 > 2). | Le groupe à mettre dedans est déjà au-dessus de l'autre (1 > 2).",
    ],
    [
      new GroupCycle(),
      "The group that would be put inside is already above the other. | Le groupe à mettre dedans est déjà au-dessus de l'autre.",
    ],
    [
      new GroupNotEmpty(3, 2, 1),
      'Group 3 holds 2 site(s) and 1 group(s). | Le groupe 3 contient 2 site(s) et 1 groupe(s).',
    ],
    [ruleBroken(italy.rules[0]!), `${italy.rules[0]!.summary.en} | ${italy.rules[0]!.summary.fr}`],
  ])('say what happened in both languages: %#', (error, words) => {
    expect(inBoth(error)).toBe(words);
  });

  it.each<readonly [string, string]>([
    ['sites.site-not-found', 'not-found'],
    ['sites.group-not-found', 'not-found'],
    ['sites.link-not-found', 'not-found'],
    ['sites.unknown-country', 'rule-broken'],
    ['sites.country-mismatch', 'rule-broken'],
    ['sites.power-range-inverted', 'rule-broken'],
    ['sites.day-repeated-in-batch', 'rule-broken'],
    ['sites.invalid-period', 'invalid'],
    ['sites.group3-forbids-sites', 'rule-broken'],
    ['sites.group3-ancestor', 'conflict'],
    ['sites.group-has-sites', 'conflict'],
    ['sites.group-inside-itself', 'rule-broken'],
    ['sites.group-cycle', 'conflict'],
    ['sites.group-not-empty', 'conflict'],
    ...[france, italy].flatMap(({ rules }) => rules.map(({ code, kind }) => [code, kind] as const)),
  ])('%s is %s, with a title in both languages', (code, kind) => {
    const declared = declaredProblems().get(code);
    expect(declared?.kind).toBe(kind);
    expect(declared?.title.en.trim() && declared.title.fr.trim()).toBeTruthy();
    expect(declared?.title.en).not.toMatch(/undefined/);
  });

  it('point nowhere unless told where, and tell only what is known', () => {
    for (const error of [new Group3ForbidsSites(3), new Group3Ancestor(), new GroupCycle(), new GroupInsideItself(3)])
      expect([error.extras.faults, error.extras.members]).toEqual([undefined, undefined]);
    expect(new GroupHasSites().extras.members).toBeUndefined();
    expect(new GroupHasSites(0).extras.members).toEqual({ site_count: 0 });
    const cycle = new GroupCycle([1], '/child_ids');
    expect(cycle.extras.faults).toEqual([{ pointer: '/child_ids', code: 'sites.group-cycle', detail: cycle.detail }]);
  });

  it('of a rule without a problem are a bug', () => {
    expect(() => ruleBroken({ ...italy.rules[0]!, code: 'sites.never-declared' })).toThrow('no declared problem');
  });

  it('of a rule point where the rule does', () => {
    const [rule] = italy.rules;
    expect(ruleBroken(rule!).extras.faults).toEqual([
      { pointer: '/installation_date', code: rule!.code, detail: rule!.summary },
    ]);
  });
});
