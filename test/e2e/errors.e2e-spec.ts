import { declaredProblems } from '@hexagone/kernel';
import { PACKS } from '@hexagone/sites';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../apps/api/src/app.module';
import '../../apps/cli/src/cli.module';
import { errorCatalogue } from '../support/error-catalogue';

const ROOT = join(__dirname, '../..');
const ERRORS = join(ROOT, 'docs/errors.md');
const CONTEXTS = 'platform|ingestion|territory|energy|sites|lending|audience|games|identity';

/** Codes as they stand in the source: what is declared in a file that nothing loads would otherwise be forgotten. */
function declaredInCode(): string[] {
  const files = ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
  const codes = files.flatMap((source) =>
    [...source.matchAll(/[pP]roblem\((?:\d+,)?\s*'([a-z]+\.[a-z0-9-]+)'/g)].map(([, code]) => code),
  );
  return codes.filter((code) => code !== undefined).sort();
}

describe('docs/errors.md', () => {
  it('has every problem as it is, and none that is extinct (UPDATE_ERRORS=1 writes it)', () => {
    const present = readFileSync(ERRORS, 'utf8');
    const catalogue = errorCatalogue([...declaredProblems().values()], present);
    if (process.env['UPDATE_ERRORS'] === '1') writeFileSync(ERRORS, catalogue);
    expect(readFileSync(ERRORS, 'utf8')).toBe(catalogue);
  });

  it('knows what the code declares, each code with the name of its context', () => {
    const codes = [...declaredProblems().keys()].sort();
    const ofRules = PACKS.flatMap(({ rules }) => rules.map(({ code }) => code));
    expect(codes).toEqual([...declaredInCode(), ...ofRules].sort());
    for (const code of codes) expect(code).toMatch(new RegExp(`^(${CONTEXTS})\\.[a-z0-9]+(-[a-z0-9]+)*$`));
  });
});
