import pino, { type DestinationStream, type Logger } from 'pino';
import { prettyLine } from './pretty-line';

/** Never in a log, wherever it stands in what is logged. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'idempotency-key',
  'databaseUrl',
  'dsn',
  'email',
];

const redacted = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

/** An error as type, message and stack; parameters of SQL and connection strings stay out. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  const withoutUrls = (text: string): string => text.replace(/\b\w+:\/\/[^\s/@]*@/g, '[redacted]@');
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: withoutUrls(error.message),
    stack: withoutUrls(error.stack ?? ''),
    ...(error.cause instanceof Error && { cause: errorFields(error.cause) }),
  };
}

let opened: DestinationStream | undefined;

/** One for the process, whatever begins in it. */
const stdout = (): DestinationStream => (opened ??= openStdout());

function openStdout(): DestinationStream {
  if (process.stdout.isTTY) return { write: (line: string) => void process.stdout.write(prettyLine(line)) };
  // Many lines at once, a quarter of a second late at most; what is left is written when the process ends.
  const destination = pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 250 });
  process.on('exit', () => {
    destination.flushSync();
  });
  return destination;
}

/** One line of JSON for each thing that happens; for people when they watch a terminal. */
export const createLog = (level: string, destination: DestinationStream = stdout()): Logger =>
  pino(
    {
      level,
      base: undefined,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields },
      redact: { paths: redacted, censor: '[redacted]' },
    },
    destination,
  );
