import type { Countries } from '../../../domain/countries';
import type { Rule } from '../../../domain/country-pack';
import type { Schema } from './schema';

/** The problems that one route can answer beside those of every route, by status. */
export type ProblemTypes = Readonly<Record<number, readonly string[]>>;

const FORM = 'platform.invalid-document';

/** Of documents that describe a site; `packs`: whose rules are asked. */
export const ofSites = (packs: Countries['packs'], ...more: readonly string[]): ProblemTypes => {
  const codes = (kind: Rule['kind']): string[] =>
    packs.flatMap(({ rules }) => rules.filter((rule) => rule.kind === kind).map(({ code }) => code));
  return {
    409: [...codes('conflict'), 'sites.group3-ancestor'],
    422: [FORM, ...more, 'sites.power-range-inverted', ...codes('rule-broken'), 'sites.group3-forbids-sites'],
  };
};

/** Of documents that describe a group. */
export const OF_GROUPS: ProblemTypes = {
  409: ['sites.group3-ancestor', 'sites.group-cycle'],
  422: [FORM, 'sites.group3-forbids-sites', 'sites.group-inside-itself'],
};

export const OF_IDEMPOTENCY: ProblemTypes = {
  409: ['platform.idempotent-request-in-flight'],
  422: ['platform.idempotency-key-reused'],
};

export const NO_SITE: ProblemTypes = { 404: ['sites.site-not-found'] };
export const NO_GROUP: ProblemTypes = { 404: ['sites.group-not-found'] };
export const STALE: ProblemTypes = { 412: ['sites.stale-version'] };
export const REQUIRED: ProblemTypes = { 428: ['platform.precondition-required'] };

/** All these together, as answers of an operation. */
export function problemResponses(...types: readonly ProblemTypes[]): Schema {
  const byStatus = new Map<string, Set<string>>();
  for (const [status, codes] of types.flatMap((one) => Object.entries(one)))
    byStatus.set(status, new Set([...(byStatus.get(status) ?? []), ...codes]));
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, response([...codes])]));
}

const response = (codes: readonly string[]): Schema => ({
  description: codes.map((code) => `\`${code}\``).join(', '),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { type: { enum: codes.map((code) => `/problems/${code}`) } },
      },
    },
  },
});
