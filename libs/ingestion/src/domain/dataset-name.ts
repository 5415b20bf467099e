/** Words that the command line uses after `import`, `imports` and `rejects`: a dataset of that name could not be told apart. */
const VERBS = new Set([
  'import',
  'imports',
  'show',
  'datasets',
  'rejects',
  'replay',
  'refresh',
  'rollback',
  'diff',
  'help',
]);
const SHAPE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** kebab-case, at most 40 characters, not a verb of the command line. */
export const isDatasetName = (name: string): boolean => SHAPE.test(name) && name.length <= 40 && !VERBS.has(name);
