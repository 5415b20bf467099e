/** A calendar day such as `2026-11-21`: already JSON, already a SQL `date`, and in no time zone. */
export type Day = `${number}-${number}-${number}`;
