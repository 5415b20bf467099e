// Lets `node -r` run the TypeScript sources as the build would, for tests that need a process of its own.
const Module = require('node:module');
const { join } = require('node:path');
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const ROOT = join(__dirname, '../..');
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  const [, lib] = /^@hexagone\/(\w+)$/.exec(request) ?? [];
  // A source names by its later name what it imports only when needed.
  const source = parent?.filename?.endsWith('.ts') ? request.replace(/^(\..*)\.js$/, '$1') : request;
  return resolve(lib ? join(ROOT, 'libs', lib, 'src/index.ts') : source, parent, ...rest);
};
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  });
  module._compile(code, filename);
};
