import type { Day } from '@hexagone/kernel';
import type { Arena, Call, Scene, Statement } from './arena';
import { frenchDocument as french, italianDocument as italian } from '../sites/builders';

/** Requests sent at once that must not all come through. */
export interface Race {
  readonly between: string;
  /** Sets the scene of a round, then says the requests. */
  readonly calls: (scene: Scene) => Promise<readonly (Call | Statement)[]>;
  /** How many of them succeed: one, unless said. */
  readonly winners?: readonly number[];
  /** What the others may be told. */
  readonly others: readonly string[];
}

export const post = (path: string, body: object, headers = {}): Call => ({ method: 'POST', path, body, headers });
export const patch = (path: string, body: object, headers = {}): Call => ({ method: 'PATCH', path, body, headers });
export const put = (path: string, headers = {}): Call => ({ method: 'PUT', path, headers });
export const remove = (path: string, headers = {}): Call => ({ method: 'DELETE', path, headers });

export const install = (day: Day): Call => post('/sites', french(day));
export const move = (site: number, day: Day): Call => patch(`/sites/${site}`, { installation_date: day });
export const toFrance = (site: number): Call =>
  patch(`/sites/${site}`, { country: 'FR', efficiency: null, useful_energy_at_1_megawatt: 1 });
export const toItaly = (site: number): Call =>
  patch(`/sites/${site}`, { country: 'IT', efficiency: 1, useful_energy_at_1_megawatt: null });
export const batch = (...sites: readonly object[]): Call => post('/sites/batch', { sites });
export const link = (site: number, group: number, headers = {}): Call => put(`/sites/${site}/groups/${group}`, headers);
export const linkFromGroup = (site: number, group: number): Call => put(`/groups/${group}/sites/${site}`);
export const nest = (parent: number, child: number): Call => put(`/groups/${parent}/children/${child}`);
export const retype = (group: number, type = 'group3'): Call => patch(`/groups/${group}`, { type });

export const DAY_TAKEN = ['409 sites.french-day-taken'];
export const WEEKDAY = ['422 sites.italian-weekday'];
export const BELOW_GROUP3 = ['409 sites.group3-ancestor'];
export const CYCLE = ['409 sites.group-cycle'];
export const LINK_OR_TYPE = ['422 sites.group3-forbids-sites', '409 sites.group-has-sites'];
export const PLACE_OR_TYPE = ['409 sites.group3-ancestor', '409 sites.group-has-sites'];
export const FOUND_NO_MORE = ['404 sites.site-not-found', '404 sites.group-not-found', '422 unknown-reference'];

/** Calls that all want one day. */
export function sameDay(scene: Scene, ...calls: readonly ((day: Day) => Call)[]): Promise<readonly Call[]> {
  const day = scene.saturday();
  return Promise.resolve(calls.map((call) => call(day)));
}

export const anItalian = (scene: Scene): Promise<number> => scene.site(italian(scene.saturday()));

/** One round; what went against the race's own words is told. */
export async function play(arena: Arena, { calls, winners = [1], others }: Race, round: number): Promise<string[]> {
  const answers = await arena.shoot(await calls(arena.scene), round);
  const refused = answers.filter(({ status }) => status >= 300).map(({ outcome }) => outcome);
  const won = answers.length - refused.length;
  const wrong = refused.filter((outcome) => !others.includes(outcome));
  return winners.includes(won) ? wrong : [`${won} came through`, ...wrong];
}
