// Compiles apps/, libs/ and migrations/ to dist/ when dist is absent or of other sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { underLock } from './lock.mjs';
import { inProject, lockFile, run, script } from './project.mjs';

const SOURCES = ['apps', 'libs', 'migrations'];
const RULES = ['nest-cli.json', 'tsconfig.json', 'package-lock.json'];
const stamp = inProject('dist', '.hexagone-built');

function sourcesNow() {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
      .map((file) => `${folder}/${file}`),
  );
  const hash = createHash('sha256');
  for (const file of [...files.sort(), ...RULES]) hash.update(file).update(readFileSync(inProject(file)));
  return hash.digest('hex');
}

const isBuilt = (sources) => existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;

/** Answers whether anything had to be done. A release that ships dist/ alone has nothing to build. */
export async function build() {
  if (!existsSync(inProject('apps'))) return false;
  if (isBuilt(sourcesNow())) return false;
  return underLock(lockFile('build'), async () => {
    const sources = sourcesNow();
    if (isBuilt(sources)) return false;
    const nest = script('@nestjs', 'cli', 'bin', 'nest.js');
    const { code, output } = await run(process.execPath, [nest, 'build', 'api'], { shown: false });
    if (code !== 0) throw new Error(`The build failed:\n${output}`);
    writeFileSync(stamp, sources);
    return true;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  build().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
