type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;

const cell = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) && value.every(isScalar) ? value.join(' ') : value;

/** Texts of JSON objects joined by line breaks → records for CSV: a list of ids or words is written with blanks. */
export async function* listRecords(
  batches: AsyncIterable<string>,
  columns: readonly string[],
): AsyncGenerator<Record<string, unknown>> {
  for await (const batch of batches)
    for (const line of batch.split('\n')) {
      const item = JSON.parse(line) as Record<string, Json>;
      yield Object.fromEntries(columns.map((column) => [column, cell(item[column])]));
    }
}
