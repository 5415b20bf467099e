import { BASE } from '../../domain/base-fields';
import type { Countries } from '../../domain/countries';
import { GROUP_IDS } from '../../domain/site-document';
import { SQL_TYPE } from '../persistence/derived-sql';
import { packColumns } from '../persistence/pack-columns';

export const STAGE = 'pg_temp.stage';

/** What a row and a stored site share when they are the same site. */
export const KEY = ['country', 'name', 'installation_date'] as const;

/** Nothing to compare: said so that one can also sort by it, which takes no constant. */
const ALWAYS = 's.line > 0';

const columnsOf = ({ packs }: Countries): readonly (readonly [string, string])[] => [
  ...BASE.map(({ wire, field }) => [wire, SQL_TYPE[field.type]] as const),
  ...packColumns(packs).map(({ column, field }) => [column, SQL_TYPE[field.type]] as const),
];

/** Columns of `sites` that a document fills → SQL types, and the groups; ids may be beyond those that exist. */
export const stageOf = (countries: Countries): Readonly<Record<string, string>> => ({
  country: 'text',
  ...Object.fromEntries(columnsOf(countries)),
  [GROUP_IDS]: 'bigint[]',
});

/** Columns of `sites`, seen from a file that may lack some. */
export class StagedColumns {
  /** Every column of `sites` that a document fills. */
  readonly all: readonly string[];
  /** Those that the file has, the key apart. */
  readonly values: readonly string[];
  readonly withGroups: boolean;

  constructor(countries: Countries, given: readonly string[]) {
    this.all = ['country', ...columnsOf(countries).map(([column]) => column)];
    this.values = this.all.filter((column) => given.includes(column) && !KEY.some((key) => key === column));
    this.withGroups = given.includes(GROUP_IDS);
  }

  /** The value that the site will have: `s` the stage, `o` the site that it is already, if any. */
  willBe(column: string): string {
    const given = KEY.some((key) => key === column) || this.values.includes(column);
    return given ? `s.${column}` : `o.${column}`;
  }

  /** `s` says what `t`, a row of `sites`, already is; its groups apart. */
  get sameValues(): string {
    if (this.values.length === 0) return ALWAYS;
    const row = (of: string): string => this.values.map((column) => `${of}.${column}`).join(', ');
    return `(${row('s')}) IS NOT DISTINCT FROM (${row('t')})`;
  }

  get sameGroups(): string {
    if (!this.withGroups) return ALWAYS;
    return `s.${GROUP_IDS} = ARRAY(SELECT l.group_id::bigint FROM site_groups l WHERE l.site_id = t.id ORDER BY 1)`;
  }
}
