import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/each-try.ts'],
    globalSetup: ['../packages/db/src/testing/vitest-setup.ts', '../packages/jobs/src/testing/vitest-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // One process, one browser: what files have in common is read and started once.
    isolate: false,
  },
});
