/** Members of a JSON object, in order: name → SQL of the value as JSON text, null where the row has no such member. */
export type JsonMembers = Readonly<Record<string, string>>;

/** A number, a boolean, or what is JSON already. */
export const jsonPlain = (sql: string): string => `${sql}::text`;

/** A text or a day. */
export const jsonQuoted = (sql: string): string => `to_json(${sql})::text`;

/** An instant: in UTC, to the millisecond. */
export const jsonInstant = (sql: string): string =>
  String.raw`to_char(${sql} AT TIME ZONE 'UTC', '\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\"')`;

/** The first column of a query, as an array. */
export const jsonArray = (query: string): string => `array_to_json(ARRAY(${query}))::text`;

/** A function takes a hundred arguments at most. */
const MOST_ARGUMENTS = 100;

/** SQL of the JSON object as text on one line, without what the row lacks. */
export function jsonObject(members: JsonMembers): string {
  const written = Object.entries(members).map(([name, json]) => `',"${name}":' || ${json}`);
  const parts = Array.from({ length: Math.ceil(written.length / MOST_ARGUMENTS) }, (_, i) =>
    written.slice(i * MOST_ARGUMENTS, (i + 1) * MOST_ARGUMENTS).join(', '),
  );
  return `'{' || substr(${parts.map((part) => `concat(${part})`).join(' || ')}, 2) || '}'`;
}
