const COLOURS: Readonly<Record<string, number>> = { error: 31, fatal: 31, warn: 33, info: 36, debug: 90 };

const coloured = (level: string): string =>
  process.env['NO_COLOR'] ? level.padEnd(5) : `\u001b[${COLOURS[level] ?? 0}m${level.padEnd(5)}\u001b[0m`;

/** A JSON line of the log, for a person at a terminal. */
export function prettyLine(line: string): string {
  const { time, level, message, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = (err as { stack?: string } | undefined)?.stack;
  const head = [String(time).slice(11, 19), coloured(String(level)), message, ...fields].filter(Boolean).join(' ');
  return `${head}\n${stack ? `${stack}\n` : ''}`;
}
