import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const LENGTH = 50_000;
const MOST_MS = 50;

interface Literal {
  readonly source: string;
  readonly flags: string;
  readonly at: string;
}

function literalsOf(file: string): Literal[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), at: `${file}:${line}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Long texts made of what the expression itself speaks of, each ending with what it does not expect. */
function hostile(source: string): string[] {
  const letters = new Set([
    'a',
    'A',
    '0',
    ' ',
    '-',
    ',',
    '\t',
    '.',
    '/',
    '"',
    ';',
    '=',
    '<',
    '%',
    'é',
    '\n',
    ...Array.from(source.replace(/[\\()|?*+{}^$]/g, '')),
  ]);
  const words = [...letters].flatMap((letter) => [letter, `a${letter}`, `0${letter}`, `${letter} `]);
  return [...new Set(words)].map((word) => `${word.repeat(Math.ceil(LENGTH / word.length)).slice(0, LENGTH)}\u{1}`);
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** Whether the expression takes long for the text that suits it least. Time of the processor: the machine may be busy. */
function takesLong({ source, flags }: Literal): boolean {
  const context = createContext({ text: '', expression: new RegExp(source, flags.replace(/[gy]/g, '')) });
  const script = new Script('expression.test(text)');
  return hostile(source).some((text) => {
    context['text'] = text;
    const start = process.cpuUsage();
    try {
      script.runInContext(context, { timeout: 500 });
    } catch {
      return true;
    }
    return milliseconds(process.cpuUsage(start)) > MOST_MS;
  });
}

/** Something else of this process may have worked meanwhile: what is slow is slow each time. */
const isSlow = (literal: Literal): boolean => [1, 2, 3].every(() => takesLong(literal));

it('no expression of the code takes long, whatever the input', () => {
  const files = ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => join(folder, name)),
  );
  const literals = files.flatMap(literalsOf);
  expect(literals.length).toBeGreaterThan(50);
  expect(literals.filter(isSlow).map(({ at, source }) => `${at} /${source}/`)).toEqual([]);
});

it.each(['^(a+)+$', '(\\w+\\s?)*$', '\\s+$'])('would notice /%s/', (source) => {
  expect(isSlow({ source, flags: '', at: '' })).toBe(true);
});
