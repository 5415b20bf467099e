import type { Register } from '../../libs/identity/src/infrastructure/privacy/register-shape';

/** A column of any table, as PostgreSQL knows it; the schema is named unless it is `public`. */
export interface KnownColumn {
  readonly table: string;
  readonly column: string;
  readonly comment: string | null;
}

/** Every column of every table of ours; the list of migrations is TypeORM's. */
export const COLUMNS = `
  SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS table, a.attname AS column,
    col_description(c.oid, a.attnum) AS comment
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'm') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname <> 'migration'
  ORDER BY 1, 2`;

// Short words count only when whole: a page is no age, a factor no actor, a description no ip.
const WHOLE = /^(?:ip|age|actor|agent)s?$/;
const WITHIN = /email|mail|name|phone|address|birth|revenu|salary|income|visitor|cookie/;

/** A name that may stand for something about a person. */
export const mayBePersonal = (column: string): boolean =>
  column
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split('_')
    .some((word) => WHOLE.test(word) || WITHIN.test(word));

const TAG = /^(?:personal:[a-z]+(?:-[a-z]+)*|not-personal: \S.*)$/;

/** What the database and the register of processing do not say alike of columns. */
export function personalFaults(columns: readonly KnownColumn[], register: Register): readonly string[] {
  const named = register.activities.flatMap(({ data }) =>
    data.flatMap(({ category, columns: own = [] }) => own.map((name) => ({ name, tag: `personal:${category}` }))),
  );
  const registered = new Set(named.map(({ name }) => name));
  const comments = new Map(columns.map(({ table, column, comment }) => [`${table}.${column}`, comment]));
  return [
    ...columns.flatMap(({ table, column, comment }) => {
      const name = `${table}.${column}`;
      if (mayBePersonal(column) && !TAG.test(comment ?? '')) return [`${name} does not say whether it is personal`];
      return comment?.startsWith('personal:') && !registered.has(name) ? [`${name} is not in the register`] : [];
    }),
    ...named.flatMap(({ name, tag }) => {
      const comment = comments.get(name);
      if (comment === undefined) return [`${name} of the register does not exist`];
      return comment === tag ? [] : [`${name} is ${tag} in the register, ${comment ?? 'nothing'} in the database`];
    }),
  ];
}
