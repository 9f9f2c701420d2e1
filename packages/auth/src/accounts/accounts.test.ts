import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAuth } from '../testing.ts';

const PASSWORD = 'a long enough password';

describe.each(ENGINES)('accounts on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startAuth>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  afterAll(() => test.remove());

  const register = async (email: string) => {
    const result = await app.anyone().auth.register({ email, password: PASSWORD, name: 'Ana' });
    if (result.status !== 'signed-in') throw new Error('not signed in');
    return result;
  };
  const failure = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });

  it('registers a person and signs them in', async () => {
    const { user, session } = await register('ana@example.com');
    expect(user).toMatchObject({ email: 'ana@example.com', name: 'Ana', role: 'traveller', emailVerified: false });
    expect(await app.withToken(session.accessToken).account.me()).toEqual(user);
  });

  it('sends every mail until somebody says which not; what is not named stays', async () => {
    const [me, other] = [await register('choosy@example.com'), await register('easy@example.com')].map(({ session }) =>
      app.withToken(session.accessToken),
    );
    const all = { planReady: true, planShared: true, tripReminders: true, digest: true, alerts: true };
    expect(await me?.account.notifications.get()).toEqual(all);
    expect(await me?.account.notifications.set({ digest: false })).toEqual({ ...all, digest: false });
    expect(await me?.account.notifications.set({ planReady: false, planShared: true, tripReminders: true })).toEqual({
      ...all,
      planReady: false,
      digest: false,
    });
    expect(await me?.account.notifications.get()).toEqual({ ...all, planReady: false, digest: false });
    expect(await other?.account.notifications.get()).toEqual(all);
  });

  it('reads choices that were kept when there were fewer kinds', async () => {
    const { user, session } = await register('early@example.com');
    const { users } = test.db.tables;
    const kept = { planReady: false, planShared: true, tripReminders: true };
    await test.db.write(async (tx) => void (await tx.update(users).set({ notifications: kept }).where(eq(users.id, user.id))));
    expect(await app.withToken(session.accessToken).account.notifications.get()).toEqual({ ...kept, digest: true, alerts: true });
  });

  it('takes an address in any case and spacing for the same person', async () => {
    await register('Case@Example.com');
    await expect(register(' case@example.COM ')).rejects.toEqual(failure('email-taken'));
    await expect(app.anyone().auth.login({ email: 'CASE@example.com', password: PASSWORD })).resolves.toMatchObject({
      status: 'signed-in',
    });
  });

  it('makes one account of ten registrations at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => register('race@example.com')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('answers alike for an unknown address and a wrong password', async () => {
    await register('known@example.com');
    for (const email of ['known@example.com', 'unknown@example.com']) {
      await expect(app.anyone().auth.login({ email, password: `${PASSWORD}!` })).rejects.toEqual(failure('wrong-credentials'));
    }
  });

  it('refuses passwords that are short or one’s own address, naming the field', async () => {
    for (const password of ['short', 'elevenchars', 'weak@example.com']) {
      await expect(app.anyone().auth.register({ email: 'weak@example.com', password })).rejects.toMatchObject({
        cause: { code: 'invalid-input', details: { fields: [{ path: 'password' }] } },
      });
    }
  });

  it('tells passwords of any script and length apart to the last character', async () => {
    const password = `${'пароль 東京 🚢 '.repeat(8)}é`;
    await app.anyone().auth.register({ email: 'script@example.com', password });
    await expect(app.anyone().auth.login({ email: 'script@example.com', password: password.normalize('NFD') })).resolves.toBeDefined();
    await expect(app.anyone().auth.login({ email: 'script@example.com', password: `${password.slice(0, -1)}e` })).rejects.toEqual(
      failure('wrong-credentials'),
    );
  });

  it('keeps passwords as argon2id hashes of at least 19 MiB', async () => {
    const rows = await test.db.read.select().from(test.db.tables.users);
    expect(rows.length).toBeGreaterThan(0);
    for (const { passwordHash } of rows) expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('gives nobody else’s account to a signed-in person', async () => {
    const one = await register('one@example.com');
    const two = await register('two@example.com');
    expect((await app.withToken(one.session.accessToken).account.me()).id).toBe(one.user.id);
    expect((await app.withToken(two.session.accessToken).account.me()).id).toBe(two.user.id);
    await expect(app.anyone().account.me()).rejects.toEqual(failure('unauthenticated'));
  });
});
