import { DomainError, problem } from '@hexagone/kernel';
import type { Command } from 'commander';
import { mustBeKnown, PRESETS, scopesOf } from '../../domain/scopes';

const SCOPES_UNSAID = problem('identity.scopes-unsaid', 'invalid', { en: 'No scope', fr: 'Aucune portée' });

export interface ScopesAsked {
  readonly scope?: readonly string[];
  readonly [preset: string]: unknown;
}

const names = Object.keys(PRESETS) as (keyof typeof PRESETS)[];

/** `--scope`, which can be there several times, and one option for each preset. */
export function withScopes(command: Command, presets = true): Command {
  command.option('--scope <scope...>', 'one or several scopes, such as sites:read');
  if (presets) for (const name of names) command.option(`--${name}`, `the scopes ${PRESETS[name].join(' ')}`);
  return command;
}

/** All scopes that were asked for, each once; undefined: no word was said of them. Throws on one that nobody knows. */
export function scopesAsked(asked: ScopesAsked): readonly string[] | undefined {
  const given = names.filter((name) => asked[name] === true).flatMap((name) => PRESETS[name]);
  if (asked.scope === undefined && given.length === 0) return undefined;
  const scopes = scopesOf([...(asked.scope ?? []), ...given].join(' '));
  mustBeKnown(scopes);
  return scopes;
}

/** For a verb that is nothing without scopes. */
export function scopesUnsaid(): never {
  throw new DomainError(SCOPES_UNSAID, {
    en: 'say which, as in --scope sites:read',
    fr: 'dites lesquelles, par exemple --scope sites:read',
  });
}
