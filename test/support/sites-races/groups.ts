import { italianDocument as italian } from '../sites/builders';
import {
  anItalian,
  batch,
  BELOW_GROUP3,
  CYCLE,
  link,
  LINK_OR_TYPE,
  linkFromGroup,
  nest,
  patch,
  PLACE_OR_TYPE,
  post,
  type Race,
  retype,
} from './race';

export const GROUPS: readonly Race[] = [
  ...[link, linkFromGroup].flatMap((side): readonly Race[] => [
    {
      between: `a link and the type of its group (${side.name})`,
      calls: async (scene) => {
        const [site, group] = [await anItalian(scene), await scene.group('group1')];
        return [side(site, group), retype(group)];
      },
      others: LINK_OR_TYPE,
    },
    {
      between: `a link and a nesting of its group under a group3 (${side.name})`,
      calls: async (scene) => {
        const [site, group, top] = [await anItalian(scene), await scene.group('group1'), await scene.group('group3')];
        return [side(site, group), nest(top, group)];
      },
      others: BELOW_GROUP3,
    },
    {
      between: `a link and a nesting two levels above (${side.name})`,
      calls: async (scene) => {
        const [site, low] = [await anItalian(scene), await scene.group('group2')];
        const [high, top] = [await scene.group('group1', { child_ids: [low] }), await scene.group('group3')];
        return [side(site, low), nest(top, high)];
      },
      others: BELOW_GROUP3,
    },
    {
      between: `a link and the type of a group two levels above (${side.name})`,
      calls: async (scene) => {
        const [site, low] = [await anItalian(scene), await scene.group('group2')];
        const top = await scene.group('group1', { child_ids: [await scene.group('group1', { child_ids: [low] })] });
        return [side(site, low), retype(top)];
      },
      others: PLACE_OR_TYPE,
    },
  ]),
  {
    between: 'a new site in a group and the type of that group',
    calls: async (scene) => {
      const group = await scene.group('group1');
      return [post('/sites', italian(scene.saturday(), { group_ids: [group] })), retype(group)];
    },
    others: LINK_OR_TYPE,
  },
  {
    between: 'a site that is given its groups and the type of one of them',
    calls: async (scene) => {
      const [site, group, calm] = [await anItalian(scene), await scene.group('group1'), await scene.group('group2')];
      return [patch(`/sites/${site}`, { group_ids: [calm, group] }), retype(group)];
    },
    others: LINK_OR_TYPE,
  },
  {
    between: 'a group that is given its sites and its own type',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group1')];
      return [patch(`/groups/${group}`, { site_ids: [site] }), retype(group)];
    },
    others: LINK_OR_TYPE,
  },
  {
    between: 'a batch into a group and the type of that group',
    calls: async (scene) => {
      const group = await scene.group('group1');
      const documents = [1, 2, 3].map(() => italian(scene.saturday(), { group_ids: [group] }));
      return [batch(...documents), retype(group)];
    },
    others: LINK_OR_TYPE,
  },
  {
    between: 'a nesting of a group with sites and the type of its parent',
    calls: async (scene) => {
      const [full, parent] = [
        await scene.group('group1', { site_ids: [await anItalian(scene)] }),
        await scene.group('group1'),
      ];
      return [nest(parent, full), retype(parent)];
    },
    others: PLACE_OR_TYPE,
  },
  {
    between: 'two nestings that together put a site below a group3',
    calls: async (scene) => {
      const full = await scene.group('group1', { site_ids: [await anItalian(scene)] });
      const [between, top] = [await scene.group('group1'), await scene.group('group3')];
      return [nest(top, between), nest(between, full)];
    },
    others: BELOW_GROUP3,
  },
  {
    between: 'a new group3 around a group and a link into that group',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group1')];
      return [post('/groups', { name: 'g', type: 'group3', child_ids: [group] }), link(site, group)];
    },
    others: BELOW_GROUP3,
  },
  {
    between: 'a group3 that is given children and a link into one of them',
    calls: async (scene) => {
      const [site, group, top] = [await anItalian(scene), await scene.group('group1'), await scene.group('group3')];
      return [patch(`/groups/${top}`, { child_ids: [group] }), link(site, group)];
    },
    others: BELOW_GROUP3,
  },
  {
    between: 'a nesting and its reverse',
    calls: async (scene) => {
      const [one, other] = [await scene.group('group1'), await scene.group('group3')];
      return [nest(one, other), nest(other, one)];
    },
    others: CYCLE,
  },
  {
    between: 'three nestings that make a ring',
    calls: async (scene) => {
      const [a, b, c] = [await scene.group('group1'), await scene.group('group2'), await scene.group('group3')];
      return [nest(a, b), nest(b, c), nest(c, a)];
    },
    winners: [2],
    others: CYCLE,
  },
  {
    between: 'children given from both sides',
    calls: async (scene) => {
      const [one, other] = [await scene.group('group1'), await scene.group('group1')];
      return [patch(`/groups/${one}`, { child_ids: [other] }), patch(`/groups/${other}`, { child_ids: [one] })];
    },
    others: CYCLE,
  },
  {
    between: 'the type that a group leaves and a link into it',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group3')];
      return [retype(group, 'group1'), link(site, group)];
    },
    winners: [1, 2],
    others: ['422 sites.group3-forbids-sites'],
  },
  {
    between: 'links of one site into many groups, from both sides, and the same again',
    calls: async (scene) => {
      const [site, one, other] = [await anItalian(scene), await scene.group('group1'), await scene.group('group2')];
      return [link(site, one), linkFromGroup(site, one), link(site, other), linkFromGroup(site, other)];
    },
    winners: [4],
    others: [],
  },
  {
    between: 'batches into the same groups in opposite order',
    calls: async (scene) => {
      const [one, other] = [await scene.group('group1'), await scene.group('group2')];
      const into = (...group_ids: number[]): object => italian(scene.saturday(), { group_ids });
      return [batch(into(one), into(other)), batch(into(other, one), into(one)), batch(into(one, other))];
    },
    winners: [3],
    others: [],
  },
];
