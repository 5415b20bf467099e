import type { Json } from '../../../domain/record/json-values';
import { ApicalypseError } from './apicalypse-error';
import { valuesAt } from './json-path';

export type Condition = (item: Json) => boolean;
type Value = string | number | boolean | null;

const TOKEN = /"(?:[^"\\]|\\.){0,1000}"|[!<>]=|[=<>!&|()[\],]|[\w.*-]+|\s/gy;

const COMPARED: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

const syntaxError = (cause: string): ApicalypseError => new ApicalypseError('Syntax Error', cause);

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match[0].trim() !== '') tokens.push(match[0]);
    end = match.index + match[0].length;
  }
  if (text.slice(end).trim() !== '') throw syntaxError(`Unexpected input at '${text.slice(end).trim().slice(0, 40)}'`);
  return tokens;
}

/** `where` of Apicalypse: `= != > >= < <=`, `&` before `|`, parentheses, lists `(any)` and `[all]`. */
export function conditionOf(text: string): Condition {
  const parser = new WhereParser(tokensOf(text));
  return parser.whole();
}

class WhereParser {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Condition {
    const condition = this.either();
    if (this.at < this.tokens.length) throw syntaxError(`Unexpected '${this.peek() ?? ''}'`);
    return condition;
  }

  private either(): Condition {
    const parts = [this.both()];
    while (this.takes('|')) parts.push(this.both());
    return (item) => parts.some((part) => part(item));
  }

  private both(): Condition {
    const parts = [this.one()];
    while (this.takes('&')) parts.push(this.one());
    return (item) => parts.every((part) => part(item));
  }

  private one(): Condition {
    if (!this.takes('(')) return this.comparison();
    const inner = this.either();
    this.must(')');
    return inner;
  }

  private comparison(): Condition {
    const field = this.next();
    const operator = this.next();
    if (!/^[a-z][\w.]*$/i.test(field)) throw syntaxError(`Expected a field, found '${field}'`);
    const compare = COMPARED[operator];
    if (compare) return this.ordered(field, compare);
    if (operator !== '=' && operator !== '!=') throw syntaxError(`Unknown operator '${operator}'`);
    const matches = this.membership(field);
    return operator === '=' ? matches : (item) => !matches(item);
  }

  private ordered(field: string, compare: (a: number, b: number) => boolean): Condition {
    const wanted = this.value();
    if (typeof wanted !== 'number') throw syntaxError(`Expected a number after '${field}'`);
    return (item) => valuesAt(item, field).some((value) => typeof value === 'number' && compare(value, wanted));
  }

  private membership(field: string): Condition {
    const close = this.takes('(') ? ')' : this.takes('[') ? ']' : null;
    const wanted = close === null ? [this.value()] : this.list(close);
    if (wanted.includes(null)) return (item) => valuesAt(item, field).length === 0;
    const has = (item: Json, value: Value): boolean => valuesAt(item, field).includes(value);
    return (item) =>
      close === ']' ? wanted.every((value) => has(item, value)) : wanted.some((value) => has(item, value));
  }

  private list(close: string): readonly Value[] {
    const values = [this.value()];
    while (this.takes(',')) values.push(this.value());
    this.must(close);
    return values;
  }

  private value(): Value {
    const token = this.next();
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(.)/g, '$1');
    if (/^-?\d+(?:\.\d+)?$/.test(token)) return Number(token);
    throw syntaxError(`Expected a value, found '${token}'`);
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private next(): string {
    const token = this.peek();
    if (token === undefined) throw syntaxError('Unexpected end of where');
    this.at++;
    return token;
  }

  private takes(token: string): boolean {
    const found = this.peek() === token;
    if (found) this.at++;
    return found;
  }

  private must(token: string): void {
    if (!this.takes(token)) throw syntaxError(`Expected '${token}', found '${this.peek() ?? 'the end'}'`);
  }
}
