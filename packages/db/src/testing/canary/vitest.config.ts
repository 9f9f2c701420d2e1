import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { root: import.meta.dirname, include: ['fails.canary.ts'], globalSetup: ['../vitest-setup.ts'] },
});
