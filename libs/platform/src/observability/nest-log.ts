import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** What Nest itself has to say, in the same log. Its messages end with the name of the class that speaks. */
export function nestLog(log: Logger): LoggerService {
  const at =
    (level: Level) =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const stack = level === 'error' && rest.length > 1 ? rest[0] : undefined;
      const err = message instanceof Error ? message : undefined;
      log[level](
        { err, stack, context: typeof context === 'string' ? context : undefined },
        err?.message ?? String(message),
      );
    };
  return { log: at('debug'), error: at('error'), warn: at('warn'), debug: at('debug'), verbose: at('debug') };
}
