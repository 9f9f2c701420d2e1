import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['./packages/db/src/testing/vitest-setup.ts', './packages/jobs/src/testing/vitest-setup.ts'],
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/plans/catalogue/*.test.ts',
      'apps/*/src/**/*.test.{ts,tsx}',
      'bench/src/**/*.test.ts',
      '*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
