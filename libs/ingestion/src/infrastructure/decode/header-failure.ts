import { nearestName } from '@hexagone/kernel';
import type { SourceContract } from '../../application/source-contract';
import { headerProblem, malformed } from '../../domain/decode-problems';
import type { ImportFailure } from '../../domain/import-failure';
import { ColumnNames, folded, type HeaderFault } from './header-binding';
import type { TextSource } from './text-source';

const SHOWN_NAMES = 60;
const SHOWN_CHARACTERS = 80;

/** What the file is instead, where its first bytes tell. */
export function documentKind(head: string): 'HTML' | 'XML' | null {
  const text = head.trimStart().toLowerCase();
  if (/^<(!doctype html|html|head|body)\b/.test(text) || text.includes('<html')) return 'HTML';
  return text.startsWith('<?xml') ? 'XML' : null;
}

/** Everything that is wrong with the header, in one refusal: missing, repeated, refused, found, nearest names. */
export function headerFailure(
  contract: SourceContract,
  given: HeaderFault,
  { head, personal }: Pick<TextSource, 'head' | 'personal'>,
): ImportFailure {
  const fault = personal && !isHeader(contract, given) ? unquoted(given) : given;
  const { missing, repeated, refused, width } = fault;
  const found = shown(fault.found);
  const nearest = nearestNames(contract, fault);
  const kind = documentKind(head);
  const en: string[] = [];
  const fr: string[] = [];
  const say = (english: string, french: string): void => void (en.push(english), fr.push(french));
  if (kind === 'HTML') say('This is an HTML page.', 'Ceci est une page HTML.');
  if (kind === 'XML') say('This is an XML document.', 'Ceci est un document XML.');
  for (const { said } of lookalikes(contract, fault)) say(said.en, said.fr);
  if (width)
    say(
      `Expected ${width.expected} cells, found ${width.found}.`,
      `${width.expected} cellules attendues, ${width.found} trouvées.`,
    );
  else if (missing.length > 0) say(`Missing: ${missing.join(', ')}.`, `Manquent : ${missing.join(', ')}.`);
  if (repeated.length > 0) say(`Named twice: ${repeated.join(', ')}.`, `Nommées deux fois : ${repeated.join(', ')}.`);
  if (refused.length > 0) say(`Not known: ${shown(refused).join(', ')}.`, `Inconnues : ${shown(refused).join(', ')}.`);
  for (const [name, meant] of Object.entries(nearest))
    say(`“${name}” may mean ${meant}.`, `« ${name} » veut peut-être dire ${meant}.`);
  if (found.length > 0) say(`Found: ${found.join(' | ')}.`, `Trouvées : ${found.join(' | ')}.`);
  const members = { missing, repeated, refused: shown(refused), found, nearest };
  return malformed(headerProblem(contract.headerProblem), { en: en.join(' '), fr: fr.join(' ') }, members);
}

/** No record holds most of the names of the columns; what goes on long after them may be one. */
function isHeader(contract: SourceContract, { found }: HeaderFault): boolean {
  const names = new ColumnNames(contract);
  const known = found.filter((cell) => names.find(cell) !== undefined).length;
  return known > contract.columns.length / 2 && found.length <= contract.columns.length * 1.5;
}

/** A file without a header begins with somebody's record. */
const unquoted = (fault: HeaderFault): HeaderFault => ({ ...fault, refused: fault.refused.map(() => '…'), found: [] });

function lookalikes({ lookalikes: known = [] }: SourceContract, { found }: HeaderFault): typeof known {
  const names = new Set(found.map(folded));
  return known.filter(({ header }) => names.has(folded(header)));
}

/** Header names that bind to nothing → the column that they most likely mean. */
function nearestNames(contract: SourceContract, { missing, refused, found }: HeaderFault): Record<string, string> {
  const wanted = new Map(
    contract.columns
      .filter(({ name }) => refused.length > 0 || missing.some((one) => one.split(' | ').includes(name)))
      .map(({ name }) => [folded(name), name]),
  );
  const bound = new Set(contract.columns.flatMap(({ name, synonyms = [] }) => [name, ...synonyms]).map(folded));
  const pairs = shown(found).flatMap((cell): [string, string][] => {
    const meant =
      bound.has(folded(cell)) && contract.header !== 'exact' ? undefined : nearestName(folded(cell), wanted.keys());
    return meant === undefined ? [] : [[cell, wanted.get(meant) ?? meant]];
  });
  return Object.fromEntries(pairs.filter(([cell, meant]) => cell !== meant));
}

/** Enough of the names to recognise the file, never its whole first line. */
const shown = (names: readonly string[]): string[] =>
  names.slice(0, SHOWN_NAMES).map((name) => name.replaceAll('\0', '␀').slice(0, SHOWN_CHARACTERS));
