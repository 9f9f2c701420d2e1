import { expect, it } from 'vitest';
import { errorForLog } from './log.ts';

it('logs what failed and where, never the values of a query', () => {
  const driver = Object.assign(new Error('new row violates a constraint'), { code: '23514' });
  const error = new Error('Failed query: insert into "users" values ($1, $2)\nparams: ana@example.com,$argon2id$v=19$secret', {
    cause: driver,
  });
  const logged = JSON.stringify(errorForLog(error));
  expect(logged).toContain('insert into');
  expect(logged).toContain('23514');
  expect(logged).toContain('log.test.ts');
  expect(logged).not.toMatch(/ana@example\.com|argon2id/);
  expect(JSON.stringify(errorForLog(new Error('x'.repeat(1e6)))).length).toBeLessThan(10_000);
});
