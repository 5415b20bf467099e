import { DONE, GONE, IF_MATCH, type Operations } from './operations';
import { NO_GROUP, NO_SITE, problemResponses, type ProblemTypes, STALE } from './problem-types';

const ABSENT: ProblemTypes = { 404: ['sites.link-not-found'] };
const LINKED: ProblemTypes = { 409: ['sites.group3-ancestor'], 422: ['sites.group3-forbids-sites'] };
const NESTED: ProblemTypes = {
  409: ['sites.group3-ancestor', 'sites.group-cycle'],
  422: ['sites.group-inside-itself'],
};

function both(path: string, owners: ProblemTypes, refused: ProblemTypes): Operations {
  const made = { headers: [IF_MATCH], responses: { ...DONE, ...problemResponses(owners, refused, STALE) } };
  const unmade = { headers: [IF_MATCH], responses: { ...GONE, ...problemResponses(owners, ABSENT, STALE) } };
  return { [`PUT ${path}`]: made, [`POST ${path}`]: made, [`DELETE ${path}`]: unmade };
}

const MEMBERS: ProblemTypes = { 404: [...(NO_SITE[404] ?? []), ...(NO_GROUP[404] ?? [])] };

export const linkOperations: Operations = {
  ...both('/sites/{id}/groups/{gid}', MEMBERS, LINKED),
  ...both('/groups/{gid}/sites/{id}', MEMBERS, LINKED),
  ...both('/groups/{id}/children/{cid}', NO_GROUP, NESTED),
};
