/** One member of a JSON object. */
export interface JsonMember {
  readonly name: string;
  /** SQL of its value as JSON text; null: this row has no such member. */
  readonly json: string;
}

/** A number or a boolean. */
export const plainMember = (name: string, sql: string): JsonMember => ({ name, json: `${sql}::text` });

/** A text, a day, or what is JSON already. */
export const quotedMember = (name: string, sql: string): JsonMember => ({ name, json: `to_json(${sql})::text` });

/** In UTC, to the millisecond. */
export const instantMember = (name: string, sql: string): JsonMember => ({
  name,
  json: String.raw`to_char(${sql} AT TIME ZONE 'UTC', '\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\"')`,
});

/** SQL of a JSON object as text, without what the row lacks. */
export const jsonObject = (members: readonly JsonMember[]): string =>
  `'{' || substr(concat(${members.map(({ name, json }) => `',"${name}":' || ${json}`).join(', ')}), 2) || '}'`;
