import type { ErrorKind, Problem } from '@hexagone/kernel';
import { statusOf } from '@hexagone/platform';

const ADVICE: Record<ErrorKind, string> = {
  invalid: 'Correct the request; `detail` and `errors` say where.',
  'rule-broken': 'Correct the document; `errors` points at each fault.',
  'not-found': 'Look it up again; it may be gone.',
  conflict: 'Look at the present state, then decide.',
  stale: 'Read it again, then write again.',
  forbidden: 'Ask for a token with the scope named in `WWW-Authenticate`.',
  unauthenticated: 'Send a valid token.',
  'too-large': 'Send less.',
  'too-many': 'Wait for `Retry-After` seconds.',
  unavailable: 'Try again after `Retry-After`.',
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** What to do about each code, as somebody wrote it. */
const written = (catalogue: string): Map<string, string> =>
  new Map(
    [...catalogue.matchAll(/^\| `([\w.-]+)` \|.*\| (.*) \|$/gm)].map(([, code = '', advice = '']) => [code, advice]),
  );

/** docs/errors.md: every problem that the code declares, by context; advice that stands there is kept. */
export function errorCatalogue(problems: readonly Problem[], present: string): string {
  const kept = written(present);
  const sorted = [...problems].sort((a, b) => (a.code < b.code ? -1 : 1));
  const contexts = [...new Set(sorted.map(({ code }) => code.split('.', 1)[0] ?? ''))];
  const row = (problem: Problem): string => {
    const { code, kind, title } = problem;
    const cells = [`\`${code}\``, statusOf(problem), cell(title.en), cell(title.fr), kept.get(code) ?? ADVICE[kind]];
    return `| ${cells.join(' | ')} |`;
  };
  const sections = contexts.map((context) => {
    const rows = sorted.filter(({ code }) => code.startsWith(`${context}.`)).map(row);
    return [`## ${context}`, '', '| code | HTTP | en | fr | what to do |', '|---|---|---|---|---|', ...rows, ''].join(
      '\n',
    );
  });
  return [
    '# Problems',
    '',
    'Every error is a problem document (RFC 9457) whose `type` is `/problems/<code>`; the codes are stable. The service lists',
    'them at `/problems`. `UPDATE_ERRORS=1 npx jest test/e2e/errors` writes this page from the code; the last column is kept',
    'as it is edited here.',
    '',
    ...sections,
  ].join('\n');
}
