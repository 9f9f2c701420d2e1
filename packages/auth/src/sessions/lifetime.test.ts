import { ENGINES, openTestDatabase } from '@tripmaster/db/testing';
import { expect, it } from 'vitest';
import { startAuth } from '../testing.ts';

const DAY_MS = 86_400_000;

it.each(ENGINES)('a session ends half a year after it began on %s, however often it is renewed', async (engine) => {
  const test = await openTestDatabase(engine);
  const app = await startAuth(test);
  const entered = await app.anyone().auth.register({ email: 'ana@example.com', password: 'a long enough password' });
  if (entered.status !== 'signed-in') throw new Error('not signed in');
  const began = app.clock.ms;
  let { session } = entered;
  for (let days = 20; days < 180; days += 20) {
    app.clock.ms = began + days * DAY_MS;
    ({ session } = await app.anyone().auth.refresh({ refreshToken: session.refreshToken }));
  }
  expect(Date.parse(session.refreshTokenExpiresAt)).toBe(began + 180 * DAY_MS);
  app.clock.ms = began + 180 * DAY_MS;
  await expect(app.anyone().auth.refresh({ refreshToken: session.refreshToken })).rejects.toMatchObject({
    cause: { code: 'session-ended' },
  });
  await test.remove();
});
