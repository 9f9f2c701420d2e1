import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTotp, DAY_MS, newPerson, PASSWORD, type Person } from '../factors/testing.ts';
import { startAuth, tokenIn, type TestApp } from '../testing.ts';
import { ALERTS_TO_UNPROVEN } from './limits.ts';

describe.each(ENGINES)('mails about an account on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  /** Does what is told by mail, as often as that; gives how many mails came of it. */
  async function busyDay({ email, call }: Person): Promise<number> {
    app.mails.length = 0;
    for (let turn = 0; turn < 12; turn += 1) await call.account.recoveryCodes.regenerate();
    await call.account.changePassword({ currentPassword: PASSWORD, newPassword: `${PASSWORD} now` });
    await call.account.changePassword({ currentPassword: `${PASSWORD} now`, newPassword: PASSWORD });
    return app.mails.filter(({ to }) => to === email).length;
  }

  it('are few where nobody has proven the address: it may be a stranger’s', async () => {
    const person = await newPerson(app);
    await addTotp(app, person);
    expect(await busyDay(person)).toBe(ALERTS_TO_UNPROVEN.max - 1);
  });

  it('are sent, each of them, where somebody has', async () => {
    const person = await newPerson(app);
    const mail = app.mails.findLast(({ kind, to }) => kind === 'verify-email' && to === person.email);
    await app.anyone().auth.verifyEmail({ token: tokenIn(mail) });
    await addTotp(app, person);
    expect(await busyDay(person)).toBe(14);
  });

  it('of sign-ins are few, too', async () => {
    const { email } = await newPerson(app);
    app.mails.length = 0;
    for (let turn = 0; turn < 15; turn += 1) {
      const origin = { address: '192.0.2.1', userAgent: `program${turn}/1`, country: undefined };
      await app.anyone({ origin }).auth.login({ email, password: PASSWORD });
    }
    expect(app.mails.filter(({ to }) => to === email)).toHaveLength(ALERTS_TO_UNPROVEN.max);
  });
});
