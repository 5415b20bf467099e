const TOKEN = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\b(?:None|True|False)\b/gs;
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs;

const CONSTANTS: Readonly<Record<string, string>> = { None: 'null', True: 'true', False: 'false' };
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.replace(ESCAPE, (...[, x, u, long, letter = '']: (string | undefined)[]) => {
    const code = x ?? u ?? long;
    return code === undefined ? (LETTERS[letter] ?? letter) : String.fromCodePoint(parseInt(code, 16));
  });

/** Lists, dictionaries, texts and numbers as Python prints them. Throws SyntaxError. */
export const pythonLiteral = (text: string): unknown =>
  JSON.parse(
    text.replace(TOKEN, (word, single?: string, double?: string) => {
      const inner = single ?? double;
      return inner === undefined ? (CONSTANTS[word] ?? word) : JSON.stringify(unescaped(inner));
    }),
  );
