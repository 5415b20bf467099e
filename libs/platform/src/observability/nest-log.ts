import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** Classes of Nest that tell of each step of a start. */
const CHATTER = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** What Nest and the classes that use its Logger have to say, in the same log. The last word is who speaks. */
export function nestLog(log: Logger): LoggerService {
  const at =
    (level: Level) =>
    (message: unknown, ...rest: readonly unknown[]): void => {
      const context = rest.at(-1);
      const stack: unknown = level === 'error' && rest.length > 1 ? rest[0] : undefined;
      const err = message instanceof Error ? message : undefined;
      const spoken = level === 'info' && CHATTER.has(String(context)) ? 'debug' : level;
      log[spoken]({ err, stack, context }, err?.message ?? String(message));
    };
  return { log: at('info'), error: at('error'), warn: at('warn'), debug: at('debug'), verbose: at('debug') };
}
