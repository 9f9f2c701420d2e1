import { newId, type Scope } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTotp, DAY_MS, failure, MINUTE_MS, newPerson, outcomes, type Person } from '../factors/testing.ts';
import { startAuth, type TestApp } from '../testing.ts';

describe.each(ENGINES)('API tokens on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  const create = (person: Pick<Person, 'call'>, scopes: Scope[] = ['read'], expiresInDays?: number) =>
    person.call.account.apiTokens.create({ name: 'script', scopes, expiresInDays });
  const withToken = async (scopes: Scope[] = ['read'], expiresInDays?: number) => {
    const person = await newPerson(app);
    const created = await create(person, scopes, expiresInDays);
    return { ...person, ...created, byToken: app.withToken(created.token) };
  };
  /** An administrator with an authenticator app, in a session that began before it. */
  const newAdmin = async () => {
    const person = await newPerson(app);
    await addTotp(app, person);
    await app.auth.admin.grant(person.email, 'admin');
    return person;
  };
  const rowsOf = (userId: string) =>
    test.db.read.select().from(test.db.tables.apiTokens).where(eq(test.db.tables.apiTokens.userId, userId));

  it('are shown once, are known by their beginning, and are kept as hashes', async () => {
    const { token, apiToken, call, userId } = await withToken(['read', 'read']);
    expect(token).toMatch(/^tmk_[\w-]{43}$/);
    const lists = await call.account.apiTokens.list();
    expect(lists).toEqual({ items: [apiToken] });
    expect(apiToken).toEqual({
      id: apiToken.id,
      name: 'script',
      scopes: ['read'],
      createdAt: new Date(app.clock.ms).toISOString(),
      expiresAt: new Date(app.clock.ms + 90 * DAY_MS).toISOString(),
    });
    const rows = await rowsOf(userId);
    expect(rows).toMatchObject([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    const everything = JSON.stringify([rows, lists, await test.db.read.select().from(test.db.tables.auditEvents), app.mails]);
    expect(everything).not.toContain(token.slice(4));
    const { items } = await call.account.activity();
    expect(items[0]).toMatchObject({ action: 'token.created', detail: { scopes: 'read', days: 90 } });
  });

  it('do what their scopes say: reading, writing, each without the other', async () => {
    const reading = await withToken(['read']);
    await expect(reading.byToken.account.me()).resolves.toMatchObject({ email: reading.email });
    await expect(reading.byToken.account.update({ name: 'Ana' })).rejects.toEqual(failure('scope-missing'));
    const writing = await withToken(['write']);
    await expect(writing.byToken.account.update({ name: 'Ana' })).resolves.toMatchObject({ name: 'Ana' });
    await expect(writing.byToken.account.me()).rejects.toEqual(failure('scope-missing'));
    const both = await withToken(['write', 'read']);
    await expect(both.byToken.account.me()).resolves.toBeDefined();
    await expect(both.byToken.account.update({ name: 'Ana' })).resolves.toBeDefined();
    for (const { byToken } of [reading, writing, both]) {
      await expect(byToken.admin.users.list()).rejects.toEqual(failure('unknown-procedure'));
      await expect(byToken.auth.logout()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(byToken.account.apiTokens.list()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(byToken.account.export()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('end when they were to end, and are gone with the next housekeeping', async () => {
    const { byToken, call, userId, apiToken } = await withToken(['read'], 1);
    expect(apiToken.expiresAt).toBe(new Date(app.clock.ms + DAY_MS).toISOString());
    app.clock.ms += DAY_MS - 1;
    await expect(byToken.account.me()).resolves.toBeDefined();
    app.clock.ms += 1;
    await expect(byToken.account.me()).rejects.toEqual(failure('unauthenticated'));
    expect(await rowsOf(userId)).toHaveLength(1);
    app.clock.ms += 1;
    await app.auth.apiTokens.purge();
    expect(await rowsOf(userId)).toEqual([]);
    for (const days of [0, 367, 1.5, -1])
      await expect(create({ call }, ['read'], days)).rejects.toMatchObject({ code: expect.any(String) });
  });

  it('end at once when revoked, by their owner only', async () => {
    const mine = await withToken();
    const other = await newPerson(app);
    await expect(other.call.account.apiTokens.revoke({ id: mine.apiToken.id })).rejects.toEqual(failure('not-found'));
    await expect(mine.byToken.account.me()).resolves.toBeDefined();
    expect(await other.call.account.apiTokens.list()).toEqual({ items: [] });
    await mine.call.account.apiTokens.revoke({ id: mine.apiToken.id });
    await expect(mine.byToken.account.me()).rejects.toEqual(failure('unauthenticated'));
    await expect(mine.call.account.apiTokens.revoke({ id: mine.apiToken.id })).rejects.toEqual(failure('not-found'));
    await expect(mine.call.account.apiTokens.revoke({ id: newId() })).rejects.toEqual(failure('not-found'));
    expect((await mine.call.account.activity()).items[0]).toMatchObject({ action: 'token.revoked' });
  });

  it('are a hundred an account at most; those that have ended don’t count', async () => {
    const person = await newPerson(app);
    const { apiTokens } = test.db.tables;
    const row = (index: number, expiresAt: number) => ({
      id: newId(app.clock.ms),
      userId: person.userId,
      name: 'old',
      hash: `${person.userId}-${index}`,
      scopes: ['read' as const],
      createdAt: 1,
      expiresAt,
    });
    const add = (count: number, expiresAt: number, from: number) =>
      test.db.write(
        async (tx) => void (await tx.insert(apiTokens).values(Array.from({ length: count }, (_, index) => row(from + index, expiresAt)))),
      );
    await add(100, app.clock.ms, 0);
    await add(95, app.clock.ms + DAY_MS, 100);
    const { won } = await outcomes(Array.from({ length: 10 }, () => create(person)));
    expect(won.length).toBeLessThanOrEqual(5);
    for (let made = won.length; made < 5; made += 1) await create(person);
    await expect(create(person)).rejects.toEqual(failure('conflict'));
  });

  it('note when they were used, every ten minutes at most, and never refuse a call for it', async () => {
    const { byToken, call } = await withToken();
    const noted = async () => (await call.account.apiTokens.list()).items[0]?.lastUsedAt;
    expect(await noted()).toBeUndefined();
    // The first calls of a script may be many at once: each would note the use.
    const { won, refused } = await outcomes(Array.from({ length: 100 }, () => byToken.account.me()));
    expect([won.length, [...refused]]).toEqual([100, []]);
    const first = new Date(app.clock.ms).toISOString();
    expect(await noted()).toBe(first);
    app.clock.ms += 9 * MINUTE_MS;
    await byToken.account.me();
    expect(await noted()).toBe(first);
  });

  it('note a use ten minutes after the last one', async () => {
    const person = await withToken();
    const { byToken } = person;
    await byToken.account.me();
    app.clock.ms += 10 * MINUTE_MS + 1;
    await byToken.account.me();
    expect((await (await person.later()).account.apiTokens.list()).items[0]?.lastUsedAt).toBe(new Date(app.clock.ms).toISOString());
  });

  it('administer only when an administrator made them so, in a session with a second factor', async () => {
    const traveller = await newPerson(app);
    await addTotp(app, traveller);
    const supporter = await newPerson(app);
    await addTotp(app, supporter);
    await app.auth.admin.grant(supporter.email, 'support');
    const unprotected = await newPerson(app);
    await app.auth.admin.grant(unprotected.email, 'admin');
    for (const person of [traveller, supporter, unprotected])
      await expect(create(person, ['admin'])).rejects.toMatchObject({
        cause: { code: 'invalid-input', details: { fields: [{ path: 'scopes' }] } },
      });

    const admin = await newAdmin();
    const { token } = await create(admin, ['admin']);
    const byToken = app.withToken(token);
    await expect(byToken.admin.users.get({ id: traveller.userId })).resolves.toMatchObject({ email: traveller.email });
    await expect(byToken.admin.users.setStatus({ id: traveller.userId, status: 'suspended' })).resolves.toMatchObject({
      status: 'suspended',
    });
    await expect(byToken.account.me()).rejects.toEqual(failure('scope-missing'));
    const reading = app.withToken((await create(admin, ['read', 'write'])).token);
    await expect(reading.admin.users.list()).rejects.toEqual(failure('scope-missing'));

    // Without a second factor there is no administration, by token neither.
    await admin.call.account.totp.disable();
    await expect(byToken.admin.users.list()).rejects.toEqual(failure('unauthenticated'));
    await expect(reading.account.me()).resolves.toBeDefined();
    await expect(admin.call.admin.users.list()).rejects.toEqual(failure('second-factor-needed'));
  });

  it('end with the role they were made in', async () => {
    const admin = await newAdmin();
    const { token } = await create(admin, ['admin', 'read']);
    await app.auth.admin.grant(admin.email, 'traveller');
    await expect(app.withToken(token).account.me()).rejects.toEqual(failure('unauthenticated'));
    expect(await rowsOf(admin.userId)).toEqual([]);
    const { byToken, email } = await withToken();
    await app.auth.admin.grant(email, 'support');
    await expect(byToken.account.me()).rejects.toEqual(failure('unauthenticated'));
  });

  it('rest while their owner is suspended', async () => {
    const admin = await newAdmin();
    const { byToken, userId } = await withToken();
    await admin.call.admin.users.setStatus({ id: userId, status: 'suspended' });
    await expect(byToken.account.me()).rejects.toEqual(failure('unauthenticated'));
    await admin.call.admin.users.setStatus({ id: userId, status: 'active' });
    await expect(byToken.account.me()).resolves.toBeDefined();
  });

  it('are listed newest first, page by page, without those that have ended', async () => {
    const person = await newPerson(app);
    await create(person, ['read'], 1);
    app.clock.ms += DAY_MS;
    const call = await person.later();
    const { auth } = call;
    await auth.reauthenticate({ password: 'a long enough password' });
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await create({ call })).apiToken.id);
    const first = await call.account.apiTokens.list({ limit: 2 });
    const second = await call.account.apiTokens.list({ limit: 2, cursor: first.nextCursor });
    const third = await call.account.apiTokens.list({ limit: 2, cursor: second.nextCursor });
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(made);
    expect(third.nextCursor).toBeUndefined();
    await expect(call.account.apiTokens.list({ cursor: 'nonsense' })).rejects.toEqual(failure('invalid-input', expect.anything()));
  });

  it('are refused alike when they are none of ours, whatever they look like', async () => {
    const { token } = await withToken();
    const malformed = [
      'tmk_',
      `${token}x`,
      token.slice(0, -1),
      token.toUpperCase(),
      token.replace('tmk_', 'tmk__'),
      `tmk_${'A'.repeat(43)}`,
      `tmk_${'x'.repeat(100_000)}`,
      'tmk_\u0000',
      'tmk_\ud800',
      'tmk_../../etc/passwd',
      `tmk_' OR 1=1 --`,
    ];
    for (const each of malformed) await expect(app.withToken(each).account.me()).rejects.toEqual(failure('unauthenticated'));
  });
});
