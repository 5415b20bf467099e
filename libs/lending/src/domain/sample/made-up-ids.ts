import { suffixOf } from '../salesforce-id';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SPACE = 62 ** 5;
/** Has no factor in common with 62: every number gives another one. */
const SCATTER = 387_420_489;

/** An id of an instance of Salesforce that does not exist; letters of both cases, a different one for each number. */
export function madeUpId(prefix: string, number: number): string {
  let rest = (number * SCATTER) % SPACE;
  let letters = '';
  for (let i = 0; i < 5; i++) {
    letters = DIGITS.charAt(rest % 62) + letters;
    rest = Math.floor(rest / 62);
  }
  const body = `${prefix}9Z0${String(Math.floor(number / SPACE)).padStart(4, '0')}${letters}`;
  return body + suffixOf(body);
}
