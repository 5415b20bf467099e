// Preloaded into a measured process: every statement that it sends is a line of the file that BENCH_STATEMENTS names.
import { appendFileSync } from 'node:fs';
import pg from 'pg';

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function recorded(config, values, ...rest) {
  const text = typeof config === 'string' ? config : config?.text;
  const given = (Array.isArray(values) ? values : undefined) ?? config?.values ?? [];
  if (text) appendFileSync(process.env.BENCH_STATEMENTS, `${JSON.stringify({ text, values: given })}\n`);
  return query.call(this, config, values, ...rest);
};
