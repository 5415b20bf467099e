// A context is a folder of libs/ that is neither the kernel, nor the platform, nor the import spine.
const CONTEXT = '^libs/(?!kernel/|platform/|ingestion/)([^/]+)/src';
const WITH_SPINE = '^libs/(?!kernel/|platform/)([^/]+)/src';
const SPEC = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-no-package',
      severity: 'error',
      comment: 'Domain, application and kernel know no framework, no driver, no npm package and no Node built-in.',
      from: { path: `${WITH_SPINE}/(domain|application)/|^libs/kernel/src/`, pathNot: SPEC },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'] },
    },
    {
      name: 'domain-is-innermost',
      severity: 'error',
      from: { path: `${WITH_SPINE}/domain/`, pathNot: SPEC },
      to: { pathNot: ['^libs/$1/src/domain/', '^libs/kernel/src/'] },
    },
    {
      name: 'application-looks-inward',
      severity: 'error',
      comment: 'Of what lies outside, an application layer sees the contribution port alone, by the front door.',
      from: { path: `${WITH_SPINE}/application/`, pathNot: SPEC },
      to: { pathNot: ['^libs/$1/src/(domain|application)/', '^libs/kernel/src/', '^libs/ingestion/src/index\\.ts$'] },
    },
    {
      name: 'contexts-are-strangers',
      severity: 'error',
      comment: 'When two contexts must talk: a port in the asking one, an adapter in apps/.',
      from: { path: CONTEXT },
      to: { path: CONTEXT, pathNot: '^libs/$1/src' },
    },
    {
      name: 'libraries-are-entered-by-the-front-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/(?!$1/)(kernel|platform|ingestion)/src/(?!index\\.ts$)' },
    },
    {
      name: 'ingestion-knows-no-context',
      severity: 'error',
      from: { path: '^libs/ingestion/' },
      to: { path: CONTEXT },
    },
    {
      name: 'apps-enter-by-the-front-door',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)' },
    },
    {
      name: 'libraries-do-not-know-the-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|migrations)/' },
    },
    {
      name: 'platform-serves-all-contexts',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: WITH_SPINE },
    },
    {
      name: 'kernel-knows-nobody',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: SPEC },
      to: { pathNot: '^libs/kernel/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
