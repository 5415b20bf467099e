import type { Bilingual } from '@hexagone/kernel';
import { isDuration } from '../../domain/duration';

/** What a value must be: answers it typed, and says with its path all that is wrong with it. */
export type Shape<T> = (value: unknown, path: string, faults: Bilingual[]) => T;

export type Shaped<S> = S extends Shape<infer T> ? T : never;

const at = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);

function refused(expected: Bilingual, path: string, faults: Bilingual[]): never {
  faults.push({
    en: `${path === '' ? 'the register' : path} must be ${expected.en}`,
    fr: `${path === '' ? 'le registre' : path} doit être ${expected.fr}`,
  });
  return undefined as never;
}

const MAP: Bilingual = { en: 'a map', fr: 'un objet' };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const anything: Shape<unknown> = (value) => value;

export const text: Shape<string> = (value, path, faults) =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : refused({ en: 'a text', fr: 'un texte' }, path, faults);

const said =
  (expected: Bilingual, isGood: (value: string) => boolean): Shape<string> =>
  (value, path, faults) =>
    typeof value === 'string' && isGood(value) ? value : refused(expected, path, faults);

export const like = (pattern: RegExp, expected: Bilingual): Shape<string> =>
  said(expected, (value) => pattern.test(value));

export const duration = said(
  { en: 'a duration (ISO 8601) such as P3Y or PT24H', fr: 'une durée (ISO 8601) telle que P3Y ou PT24H' },
  isDuration,
);

export const oneOf =
  <const T extends string | number | boolean>(...choices: readonly T[]): Shape<T> =>
  (value, path, faults) =>
    choices.find((choice) => choice === value) ??
    refused({ en: `one of ${choices.join(', ')}`, fr: `parmi ${choices.join(', ')}` }, path, faults);

export const listOf =
  <T>(item: Shape<T>): Shape<readonly T[]> =>
  (value, path, faults) =>
    Array.isArray(value) && value.length > 0
      ? value.map((entry, i) => item(entry, at(path, i), faults))
      : refused({ en: 'a list of at least one', fr: 'une liste non vide' }, path, faults);

export const mapOf =
  <T>(key: RegExp, item: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value, path, faults) => {
    if (!isObject(value)) return refused(MAP, path, faults);
    const entries = Object.entries(value).map(([name, entry]): [string, T] => {
      if (!key.test(name))
        faults.push({ en: `${at(path, name)} is no good name`, fr: `${at(path, name)} n’est pas un nom admis` });
      return [name, item(entry, at(path, name), faults)];
    });
    return Object.fromEntries(entries);
  };

export const maybe =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, path, faults) =>
    value === undefined ? undefined : shape(value, path, faults);

/** These members and no others; one that may be absent is a `maybe`. */
export const object =
  <M extends Readonly<Record<string, Shape<unknown>>>>(members: M): Shape<{ readonly [K in keyof M]: Shaped<M[K]> }> =>
  (value, path, faults) => {
    if (!isObject(value)) return refused(MAP, path, faults);
    const strangers = Object.keys(value).filter((name) => !(name in members));
    for (const name of strangers)
      faults.push({ en: `${at(path, name)} is unknown`, fr: `${at(path, name)} est inconnu` });
    const read = Object.entries(members).map(([name, shape]) => [name, shape(value[name], at(path, name), faults)]);
    return Object.fromEntries(read) as { readonly [K in keyof M]: Shaped<M[K]> };
  };

export const bilingual: Shape<Bilingual> = object({ fr: text, en: text });
