import type { Scene } from './arena';
import { italianDocument as italian } from '../sites/builders';
import { anItalian, FOUND_NO_MORE, link, linkFromGroup, nest, patch, post, put, type Race, remove } from './race';

export const REMOVALS: readonly Race[] = [
  {
    between: 'the removal of a site and a link of it',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group1')];
      return [remove(`/sites/${site}`), link(site, group)];
    },
    winners: [1, 2],
    others: FOUND_NO_MORE,
  },
  {
    between: 'the removal of a group and a link into it',
    calls: async (scene) => {
      const [site, group] = [await anItalian(scene), await scene.group('group1')];
      return [remove(`/groups/${group}`), linkFromGroup(site, group)];
    },
    winners: [1, 2],
    others: FOUND_NO_MORE,
  },
  {
    between: 'the removal of a group and a new site in it',
    calls: async (scene) => {
      const group = await scene.group('group1');
      return [remove(`/groups/${group}`), post('/sites', italian(scene.saturday(), { group_ids: [group] }))];
    },
    winners: [1, 2],
    others: FOUND_NO_MORE,
  },
  {
    between: 'the removal of a group and a nesting of it',
    calls: async (scene) => {
      const [parent, child] = [await scene.group('group1'), await scene.group('group1')];
      return [remove(`/groups/${child}`), nest(parent, child)];
    },
    winners: [1, 2],
    others: FOUND_NO_MORE,
  },
  {
    between: 'the removal of a site and a change of it',
    calls: async (scene) => {
      const site = await anItalian(scene);
      return [remove(`/sites/${site}`), patch(`/sites/${site}`, { name: 'z' })];
    },
    winners: [1, 2],
    others: FOUND_NO_MORE,
  },
  {
    between: 'two removals of one site',
    calls: async (scene) => {
      const site = await anItalian(scene);
      return [remove(`/sites/${site}`), remove(`/sites/${site}`)];
    },
    others: FOUND_NO_MORE,
  },
  {
    between: 'two removals of one group, full and nested',
    calls: async (scene) => {
      const group = await scene.group('group1', { site_ids: [await anItalian(scene)] });
      await scene.group('group2', { child_ids: [group] });
      return [remove(`/groups/${group}`), remove(`/groups/${group}`)];
    },
    others: FOUND_NO_MORE,
  },
];

export const TAGS: readonly Race[] = [
  {
    between: 'two changes of one site as it was',
    calls: async (scene) => {
      const { path, known } = await knownSite(scene);
      return [patch(path, { name: 'x' }, known), patch(path, { name: 'y' }, known)];
    },
    others: ['412 sites.stale-version'],
  },
  {
    between: 'a change and a link of a site as it was',
    calls: async (scene) => {
      const { path, known } = await knownSite(scene);
      return [patch(path, { name: 'x' }, known), put(`${path}/groups/${await scene.group('group1')}`, known)];
    },
    others: ['412 sites.stale-version'],
  },
  {
    between: 'two links of a site as it was',
    calls: async (scene) => {
      const { path, known } = await knownSite(scene);
      const [one, other] = [await scene.group('group1'), await scene.group('group2')];
      return [put(`${path}/groups/${one}`, known), put(`${path}/groups/${other}`, known)];
    },
    others: ['412 sites.stale-version'],
  },
  {
    between: 'a change and the removal of a site as it was',
    calls: async (scene) => {
      const { path, known } = await knownSite(scene);
      return [patch(path, { name: 'x' }, known), remove(path, known)];
    },
    others: ['412 sites.stale-version', ...FOUND_NO_MORE],
  },
  {
    between: 'two changes of one group as it was',
    calls: async (scene) => {
      const path = `/groups/${await scene.group('group1')}`;
      const known = { 'if-match': (await scene.send({ method: 'GET', path })).etag };
      return [patch(path, { name: 'x' }, known), patch(path, { child_ids: [await scene.group('group1')] }, known)];
    },
    others: ['412 sites.stale-version'],
  },
];

async function knownSite(scene: Scene): Promise<{ path: string; known: { 'if-match': string } }> {
  const path = `/sites/${await anItalian(scene)}`;
  return { path, known: { 'if-match': (await scene.send({ method: 'GET', path })).etag } };
}
