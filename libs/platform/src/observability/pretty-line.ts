const COLOURS: Readonly<Record<string, number>> = { error: 31, fatal: 31, warn: 33, info: 36, debug: 90 };

/** A JSON line of the log, for a person at a terminal. */
export function prettyLine(line: string): string {
  const { time, level, message, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const colour = process.env['NO_COLOR'] ? 0 : (COLOURS[String(level)] ?? 0);
  const fields = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = (err as { stack?: string } | undefined)?.stack;
  const head = `${String(time).slice(11, 19)} \u001b[${String(colour)}m${String(level).padEnd(5)}\u001b[0m`;
  return `${[head, message, ...fields].filter(Boolean).join(' ')}\n${stack ? `${stack}\n` : ''}`;
}
