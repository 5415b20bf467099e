import type { Settings } from './settings';
import { type Variable, variables } from './variables';

export interface ShownSetting {
  readonly name: string;
  /** Secrets masked; null: unset and without a default. */
  readonly value: string | null;
  readonly source: 'environment' | 'file' | 'default';
  readonly meaning: string;
}

/** The configuration in force, fit to be pasted into a bug report. */
export function shownSettings(settings: Settings): readonly ShownSetting[] {
  return variables().map(([name, variable]) => {
    const source = sourceOf(name, settings.env);
    return { name, value: valueOf(name, variable, settings), source, meaning: variable.meaning };
  });
}

function sourceOf(name: string, env: Settings['env']): ShownSetting['source'] {
  if (env[name]?.trim()) return 'environment';
  return env[`${name}_FILE`]?.trim() ? 'file' : 'default';
}

function valueOf(name: string, variable: Variable, settings: Settings): string | null {
  const effective: Readonly<Record<string, string | undefined>> = {
    DATABASE_URL: settings.databaseUrl && masked(settings.databaseUrl),
    DATABASE_DIRECT_URL: settings.databaseDirectUrl && masked(settings.databaseDirectUrl),
    HEXAGONE_SECRET: sourceOf(name, settings.env) === 'default' ? undefined : '***',
    HEXAGONE_DATA_DIR: settings.dataDir,
    HEXAGONE_ACCESS: settings.access,
    PUBLIC_URL: settings.publicUrl,
    HEXAGONE_REGISTRATION: settings.registration,
    MAIL_URL: settings.mailUrl && masked(settings.mailUrl),
    HEXAGONE_RATE_READ: String(settings.rates.read),
    HEXAGONE_RATE_SEARCH: String(settings.rates.search),
    HEXAGONE_RATE_WRITE: String(settings.rates.write),
    HEXAGONE_DRAIN_MS: String(settings.drainMs),
  };
  if (name in effective) return effective[name] ?? null;
  const source = sourceOf(name, settings.env);
  const given = source === 'environment' ? settings.env[name]?.trim() : undefined;
  if (variable.secret && source !== 'default') return given !== undefined && hasHost(given) ? masked(given) : '***';
  return given ?? variable.default ?? null;
}

/** A key may look like an address without one: `id:key`. */
const hasHost = (text: string): boolean => URL.canParse(text) && new URL(text).host !== '';

/** Only the host, the port and the path: passwords also come as parameters of such URLs. */
function masked(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//***@${url.host}${url.pathname}`;
}
