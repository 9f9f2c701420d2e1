import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('ends a run with a failing test, PostgreSQL and all, with an exit code that says so', async () => {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const config = fileURLToPath(new URL('./canary/vitest.config.ts', import.meta.url));
  // Without TEST_PG_URL it starts a PostgreSQL of its own, as the whole run does.
  const { TEST_PG_URL: _given, ...environment } = process.env;
  const child = spawn(process.execPath, [vitest, 'run', '--config', config], { env: environment, stdio: 'ignore' });
  const [code]: unknown[] = await once(child, 'exit');
  expect(code).toBe(1);
});
