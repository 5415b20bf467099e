import type { SourceContract } from '../../application/source-contract';
import { headerProblem, malformed, MALFORMED_JSON } from '../../domain/decode-problems';
import type { ImportFailure } from '../../domain/import-failure';
import { documentKind } from './header-failure';
import type { TextSource } from './text-source';

/** How a text is to be read by a contract: its first character tells JSON from CSV. Null: not at all. */
export function formatOf(contract: SourceContract, text: TextSource): 'csv' | 'json' | 'ndjson' | null {
  const accepts = new Set(contract.formats);
  if (text.content.container === 'workbook') return accepts.has('workbook') ? 'csv' : null;
  const first = text.head.trimStart().charAt(0);
  if (accepts.has('json') && first === (contract.items === undefined ? '[' : '{')) return 'json';
  if (accepts.has('ndjson') && first === '{') return 'ndjson';
  if (accepts.has('csv')) return 'csv';
  if (documentKind(text.head) !== null) return null;
  if (accepts.has('ndjson')) return 'ndjson';
  return accepts.has('json') && (first === '{' || first === '[') ? 'json' : null;
}

/** The file is of a kind that the contract does not speak of. */
export function formatFailure(contract: SourceContract, text: TextSource): ImportFailure {
  const accepted = contract.formats.join(', ');
  const [en, fr] = kindOf(text);
  const json = contract.formats.every((format) => format === 'json' || format === 'ndjson');
  const kind = json ? MALFORMED_JSON : headerProblem(contract.headerProblem);
  return malformed(kind, {
    en: `This is ${en}. Accepted: ${accepted}.`,
    fr: `Ceci est ${fr}. Formats acceptés : ${accepted}.`,
  });
}

function kindOf(text: TextSource): [en: string, fr: string] {
  if (text.content.container === 'workbook') return ['a workbook', 'un classeur'];
  const kind = documentKind(text.head);
  if (kind === 'HTML') return ['an HTML page', 'une page HTML'];
  return kind === 'XML' ? ['an XML document', 'un document XML'] : ['plain text', 'du texte simple'];
}
