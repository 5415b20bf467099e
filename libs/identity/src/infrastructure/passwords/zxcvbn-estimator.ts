import { zxcvbn, zxcvbnOptions } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import * as french from '@zxcvbn-ts/language-fr';
import { FRENCH_WORDS } from './french-words';

const named = (language: string, lists: Readonly<Record<string, (string | number)[]>>): object =>
  Object.fromEntries(Object.entries(lists).map(([name, words]) => [`${name}-${language}`, words]));

zxcvbnOptions.setOptions({
  dictionary: {
    ...common.dictionary,
    ...named('en', english.dictionary),
    ...named('fr', french.dictionary),
    french: [...FRENCH_WORDS],
  },
  graphs: common.adjacencyGraphs,
  // Of 64 characters that could all stand for others, a hundred readings (the default) take a second and more.
  l33tMaxSubstitutions: 4,
});

const LISTED: ReadonlySet<string | number> = new Set([...common.dictionary.passwords, ...FRENCH_WORDS]);

export const isListed = (word: string): boolean => LISTED.has(word);

export const score = (password: string, words: readonly string[]): number => zxcvbn(password, [...words]).score;
