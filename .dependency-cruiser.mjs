/** Who may import whom. The house's plan is docs/architecture.md; this file is its proof. */
const SERVER = '^packages/(db|jobs|mail|rpc|auth|plans|analytics)/';

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      from: { path: '^packages/contracts/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/contracts/' },
    },
    {
      name: 'db-knows-contracts-only',
      severity: 'error',
      from: { path: '^packages/db/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(db|contracts)/' },
    },
    {
      name: 'jobs-know-db-and-contracts',
      severity: 'error',
      from: { path: '^packages/jobs/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(jobs|db|contracts)/' },
    },
    {
      name: 'mail-knows-jobs-db-and-contracts',
      severity: 'error',
      from: { path: '^packages/mail/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(mail|jobs|db|contracts)/' },
    },
    {
      name: 'rpc-knows-db-and-contracts',
      severity: 'error',
      from: { path: '^packages/rpc/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(rpc|db|contracts)/' },
    },
    {
      name: 'features-never-each-other',
      severity: 'error',
      from: { path: '^packages/(auth|plans|analytics)/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/($1|rpc|jobs|mail|db|contracts)/' },
    },
    {
      name: 'client-knows-types-of-the-routes',
      severity: 'error',
      from: { path: '^packages/client/src', pathNot: '\\.test\\.ts$|/testing\\.ts$' },
      to: { path: `${SERVER}|^apps/web/` },
    },
    {
      name: 'front-ends-use-the-client',
      severity: 'error',
      from: { path: '^(apps/web|packages/scripts)/', pathNot: '\\.test\\.tsx?$|^packages/scripts/src/seed/' },
      to: { path: `${SERVER}|^apps/api/` },
    },
    {
      name: 'packages-by-their-door',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: '^packages/$2/|/src/(index|testing/index|(scheduler|catalogue|route)/index)\\.ts$',
      },
    },
    {
      name: 'second-opinion-is-its-own',
      comment: 'The checker of the evaluation judges the verifier, so it may not share its code.',
      severity: 'error',
      from: { path: '^bench/src/eval/checker/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/contracts/|^packages/plans/src/catalogue/' },
    },
    {
      name: 'rules-of-http-stay-at-the-edge',
      severity: 'error',
      from: { path: '^packages/(auth|plans|analytics|jobs|mail|db|rpc|contracts)/' },
      to: { path: 'node_modules/fastify' },
    },
    {
      name: 'queries-stay-in-repos',
      severity: 'error',
      from: { path: '^packages/(auth|plans|analytics)/src', pathNot: '\\.repo\\.ts$|\\.test\\.ts$' },
      to: { path: 'node_modules/drizzle-orm' },
    },
    { name: 'one-way-in-a-slice', severity: 'error', from: { path: '\\.repo\\.ts$' }, to: { path: '\\.(service|routes)\\.ts$' } },
    { name: 'services-know-no-routes', severity: 'error', from: { path: '\\.service\\.ts$' }, to: { path: '\\.routes\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|generated)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
};
