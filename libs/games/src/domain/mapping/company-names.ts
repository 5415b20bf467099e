import { fold, wordsOf } from '../title/fold';
import type { CompanyLine } from './mapping-lines';

const LEGAL_FORMS = new Set(['inc', 'ltd', 'llc', 'gmbh', 'sa', 'sas', 'sarl', 'co', 'corp', 'kk', 'ab', 'bv']);
const NOBODY = new Set(['unknown', 'n a']);

/** Without dots, `S.A.` is one word; a name that is nothing but a legal form keeps it. */
function keyOf(name: string): string {
  const words = wordsOf(fold(name.replaceAll('.', '')));
  while (words.length > 1 && LEGAL_FORMS.has(words.at(-1) ?? '')) words.pop();
  const key = words.join(' ');
  return NOBODY.has(key) ? '' : key;
}

/** Never fuzzy: two names are one company by their key, or because a line says so. */
export class CompanyNames {
  readonly faults: string[] = [];
  readonly #companies = new Map<string, string>();

  constructor(lines: readonly CompanyLine[]) {
    for (const line of lines) this.#learn(line);
    for (const { at, company } of lines)
      if (this.#companies.has(keyOf(company))) this.faults.push(`${at}: "${company}" is itself an alias`);
  }

  key(name: string): string {
    const key = keyOf(name);
    return this.#companies.get(key) ?? key;
  }

  #learn({ at, alias, company }: CompanyLine): void {
    const [from, to] = [keyOf(alias), keyOf(company)];
    if (from === '' || to === '') this.faults.push(`${at}: an alias and a company are wanted`);
    else if (from === to) this.faults.push(`${at}: "${alias}" and "${company}" are one name already`);
    else if (this.#companies.has(from)) this.faults.push(`${at}: "${alias}" is there twice`);
    else this.#companies.set(from, to);
  }
}
