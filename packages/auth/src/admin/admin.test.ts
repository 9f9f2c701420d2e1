import { newId } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, explain, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTotp, DAY_MS, failure, newPerson, outcomes, PASSWORD, type Person } from '../factors/testing.ts';
import { startAuth, type TestApp } from '../testing.ts';
import { adminRepo } from './admin.repo.ts';

const LOOKING: ReadonlySet<string> = new Set(['admin.people-listed', 'admin.person-read', 'admin.audit-read', 'admin.audit-verified']);

describe.each(ENGINES)('administration on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.clock.ms += DAY_MS));
  // Who is the last administrator must not hang on the tests before.
  afterEach(() =>
    test.db.write(
      async (tx) => void (await tx.update(test.db.tables.users).set({ role: 'traveller' }).where(eq(test.db.tables.users.role, 'admin'))),
    ),
  );
  afterAll(() => test.remove());

  const staff = async (role: 'admin' | 'support' = 'admin') => {
    const person = await newPerson(app);
    await addTotp(app, person);
    await app.auth.admin.grant(person.email, role);
    return person;
  };
  const refOf = async ({ userId }: Pick<Person, 'userId'>) => {
    const { users } = test.db.tables;
    const [row] = await test.db.read.select({ ref: users.auditRef }).from(users).where(eq(users.id, userId));
    return row?.ref;
  };
  /** The newest entries, but those about staff's looking. */
  const newest = async (admin: Pick<Person, 'call'>, limit = 1) =>
    (await admin.call.admin.audit.list({ limit: 50 })).items.filter(({ action }) => !LOOKING.has(action)).slice(0, limit);

  it('is not there for others, needs a second factor, and lets support look but not touch', async () => {
    const target = await newPerson(app);
    const acts = ({ call }: Pick<Person, 'call'>) => ({
      list: () => call.admin.users.list(),
      get: () => call.admin.users.get({ id: target.userId }),
      setStatus: () => call.admin.users.setStatus({ id: target.userId, status: 'active' }),
      setRole: () => call.admin.users.setRole({ id: target.userId, role: 'traveller' }),
      audit: () => call.admin.audit.list(),
      verify: () => call.admin.audit.verify(),
    });
    const outcome = async (person: Pick<Person, 'call'>) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(acts(person)).map(async ([name, act]) => {
            const { refused } = await outcomes<unknown>([act()]);
            return [name, [...refused][0] ?? 'done'] as const;
          }),
        ),
      );
    const all = (code: string) => ({ list: code, get: code, setStatus: code, setRole: code, audit: code, verify: code });
    expect(await outcome({ call: app.anyone() })).toEqual(all('unauthenticated'));
    expect(await outcome(target)).toEqual(all('unknown-procedure'));
    const bare = await newPerson(app);
    await app.auth.admin.grant(bare.email, 'admin');
    expect(await outcome(bare)).toEqual(all('second-factor-needed'));
    expect(await outcome(await staff('support'))).toEqual({ ...all('unknown-procedure'), list: 'done', get: 'done' });
    expect(await outcome(await staff())).toEqual(all('done'));
  });

  it('shows an account, nothing of its trips or secrets', async () => {
    const admin = await staff();
    const person = await newPerson(app);
    expect(await admin.call.admin.users.get({ id: person.userId })).toEqual({
      id: person.userId,
      email: person.email,
      role: 'traveller',
      status: 'active',
      emailVerified: false,
      secondFactor: false,
      createdAt: new Date(app.clock.ms).toISOString(),
      lastSeenAt: new Date(app.clock.ms).toISOString(),
    });
    await addTotp(app, person);
    expect(await admin.call.admin.users.get({ id: person.userId })).toMatchObject({ secondFactor: true });
    await expect(admin.call.admin.users.get({ id: newId() })).rejects.toEqual(failure('not-found'));
  });

  it('finds people by the beginning of their address, by role and by status, newest first, page by page', async () => {
    const admin = await staff();
    const mark = newId().slice(-12);
    const people: Person[] = [];
    for (const name of ['b', 'a', 'c', 'a-b', 'a_b']) people.push(await newPerson(app, `${mark}.${name}@example.com`));
    const emails = async (input: Parameters<typeof admin.call.admin.users.list>[0]) =>
      (await admin.call.admin.users.list(input)).items.map(({ email }) => email.replace(`${mark}.`, '').replace('@example.com', ''));
    expect(await emails({ search: mark })).toEqual(['a_b', 'a-b', 'c', 'a', 'b']);
    expect(await emails({ search: ` ${mark.toUpperCase()}.A ` })).toEqual(['a_b', 'a-b', 'a']);
    // What means anything to LIKE is a letter like others.
    expect(await emails({ search: `${mark}.a_` })).toEqual(['a_b']);
    expect(await emails({ search: `${mark}.a%` })).toEqual([]);
    expect(await emails({ search: `${mark}.z` })).toEqual([]);
    expect(await emails({ search: mark.slice(1) })).toEqual([]);
    expect((await emails({ search: '  ' })).length).toBeGreaterThan(4);
    const first = await admin.call.admin.users.list({ search: mark, limit: 3 });
    expect(first.items).toHaveLength(3);
    expect(await emails({ search: mark, limit: 3, cursor: first.nextCursor })).toEqual(['a', 'b']);
    expect((await admin.call.admin.users.list({ search: mark, limit: 5 })).nextCursor).toBeUndefined();
    await admin.call.admin.users.setStatus({ id: people[0]?.userId ?? '', status: 'suspended' });
    await admin.call.admin.users.setRole({ id: people[1]?.userId ?? '', role: 'support' });
    expect(await emails({ search: mark, status: 'suspended' })).toEqual(['b']);
    expect(await emails({ search: mark, role: 'support' })).toEqual(['a']);
    expect(await emails({ search: mark, role: 'support', status: 'suspended' })).toEqual([]);
    await expect(admin.call.admin.users.list({ cursor: 'x' })).rejects.toEqual(failure('invalid-input', expect.anything()));
  });

  it('ends every session of a suspended account at once, and lets nobody in until it is let in again', async () => {
    const admin = await staff();
    const person = await newPerson(app);
    expect(await admin.call.admin.users.setStatus({ id: person.userId, status: 'suspended' })).toMatchObject({ status: 'suspended' });
    await expect(person.call.account.me()).rejects.toEqual(failure('session-ended'));
    await expect(person.later()).rejects.toEqual(failure('session-ended'));
    await expect(app.anyone().auth.login({ email: person.email, password: PASSWORD })).rejects.toEqual(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'wrong-credentials' }) }),
    );
    expect(await newest(admin)).toEqual([
      expect.objectContaining({
        action: 'admin.status-set',
        actor: await refOf(admin),
        actorEmail: admin.email,
        subject: await refOf(person),
        subjectEmail: person.email,
        detail: { to: 'suspended' },
      }),
    ]);
    const before = await newest(admin);
    await admin.call.admin.users.setStatus({ id: person.userId, status: 'suspended' });
    expect(await newest(admin)).toEqual(before);
    await admin.call.admin.users.setStatus({ id: person.userId, status: 'active' });
    await expect(person.call.account.me()).rejects.toEqual(failure('session-ended'));
    await expect(app.anyone().auth.login({ email: person.email, password: PASSWORD })).resolves.toMatchObject({ status: 'signed-in' });
    await expect(admin.call.admin.users.setStatus({ id: newId(), status: 'suspended' })).rejects.toEqual(failure('not-found'));
  });

  it('gives and takes roles, effective with the next call and written down', async () => {
    const admin = await staff();
    const person = await newPerson(app);
    await addTotp(app, person);
    expect(await admin.call.admin.users.setRole({ id: person.userId, role: 'admin' })).toMatchObject({ role: 'admin' });
    await expect(person.call.admin.audit.verify()).resolves.toMatchObject({ whole: true });
    await admin.call.admin.users.setRole({ id: person.userId, role: 'traveller' });
    await expect(person.call.admin.audit.verify()).rejects.toEqual(failure('unknown-procedure'));
    const [actor, subject] = [await refOf(admin), await refOf(person)];
    expect(await newest(admin, 2)).toMatchObject([
      { action: 'admin.role-set', actor, subject, detail: { from: 'admin', to: 'traveller' } },
      { action: 'admin.role-set', actor, subject, detail: { from: 'traveller', to: 'admin' } },
    ]);
    expect((await person.call.account.activity()).items[0]).toMatchObject({ action: 'admin.role-set', byOther: true });
    await expect(admin.call.admin.users.setRole({ id: newId(), role: 'admin' })).rejects.toEqual(failure('not-found'));
  });

  it('writes down what staff look at, and at whom', async () => {
    const admin = await staff();
    const person = await newPerson(app);
    await admin.call.admin.users.list();
    await admin.call.admin.users.get({ id: person.userId });
    await admin.call.admin.audit.verify();
    await admin.call.admin.audit.list();
    const [actor, subject] = [await refOf(admin), await refOf(person)];
    const { items } = await admin.call.admin.audit.list({ limit: 4 });
    expect(items).toMatchObject([
      { action: 'admin.audit-read', actor },
      { action: 'admin.audit-verified', actor },
      { action: 'admin.person-read', actor, subject },
      { action: 'admin.people-listed', actor },
    ]);
  });

  it('stays in somebody’s hands: nobody suspends themselves, and the last administrator stays one', async () => {
    const admin = await staff();
    await expect(admin.call.admin.users.setStatus({ id: admin.userId, status: 'suspended' })).rejects.toEqual(failure('conflict'));
    await expect(admin.call.admin.users.setRole({ id: admin.userId, role: 'traveller' })).rejects.toEqual(failure('conflict'));
    // One who is suspended can't take over.
    const other = await staff();
    await admin.call.admin.users.setStatus({ id: other.userId, status: 'suspended' });
    await expect(admin.call.admin.users.setRole({ id: admin.userId, role: 'support' })).rejects.toEqual(failure('conflict'));
    await admin.call.admin.users.setRole({ id: other.userId, role: 'traveller' });
    const next = await staff();
    await admin.call.admin.users.setRole({ id: admin.userId, role: 'traveller' });
    await expect(next.call.admin.users.list()).resolves.toBeDefined();
  });

  it.each(['demote', 'suspend'] as const)(
    'stays in somebody’s hands when two administrators %s each other at once, on PostgreSQL over two nodes',
    async (how) => {
      const otherDb = engine === 'postgres' ? await openDatabase(test.url) : undefined;
      try {
        const node = otherDb === undefined ? app : await startAuth({ db: otherDb }, { like: app });
        for (let round = 0; round < 3; round += 1) {
          const [ana, ben] = [await staff(), await staff()];
          const act = (call: Person['call'], id: string) =>
            how === 'demote'
              ? call.admin.users.setRole({ id, role: 'traveller' })
              : call.admin.users.setStatus({ id, status: 'suspended' });
          const { won } = await outcomes([act(ana.call, ben.userId), act(node.withToken(ben.token), ana.userId)]);
          expect(won).toHaveLength(1);
          const { users } = test.db.tables;
          const left = await test.db.read
            .select()
            .from(users)
            .where(inArray(users.id, [ana.userId, ben.userId]));
          expect(left.filter(({ role, status }) => role === 'admin' && status === 'active')).toHaveLength(1);
          for (const { id } of left) await app.auth.admin.grant(left.find((row) => row.id === id)?.email ?? '', 'traveller');
        }
      } finally {
        await otherDb?.close();
      }
    },
  );

  it('has no last word for who was relieved a moment ago', async () => {
    const [ana, ben] = [await staff(), await staff()];
    await staff();
    const relieved = await app.auth.actorOf(ben.token);
    await ana.call.admin.users.setRole({ id: ben.userId, role: 'traveller' });
    await expect(app.auth.admin.setRole(relieved, ana.userId, 'traveller')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(app.auth.admin.setStatus(relieved, ana.userId, 'suspended')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ana.call.admin.users.list()).resolves.toBeDefined();
  });

  it('begins on the command line, which also takes the last one’s role, and says so in the log', async () => {
    const person = await newPerson(app);
    expect(await app.auth.admin.grant('nobody@example.com', 'admin')).toBeUndefined();
    expect(await app.auth.admin.grant(person.email, 'admin')).toMatchObject({
      before: 'traveller',
      person: { email: person.email, role: 'admin', secondFactor: false },
    });
    expect(await app.auth.admin.grant(person.email, 'traveller')).toMatchObject({ before: 'admin', person: { role: 'traveller' } });
    const admin = await staff();
    const [granted, ...before] = await newest(admin, 3);
    expect(granted).toEqual({
      seq: granted?.seq,
      at: granted?.at,
      action: 'admin.role-set',
      subject: await refOf(admin),
      subjectEmail: admin.email,
      detail: { from: 'traveller', to: 'admin' },
    });
    expect(before.every(({ actor }) => actor !== undefined)).toBe(true);
  });

  it('finds an address among many without reading them all', async () => {
    const admin = await staff();
    const { users } = test.db.tables;
    const at = app.clock.ms;
    for (let part = 0; part < 5; part += 1) {
      const rows = Array.from({ length: 1_000 }, (_, index) => ({
        id: newId(at),
        email: `${String.fromCharCode(97 + (index % 26))}${part * 1_000 + index}@many.example`,
        role: 'traveller' as const,
        status: 'active' as const,
        createdAt: at,
        updatedAt: at,
      }));
      await test.db.write(async (tx) => {
        for (let start = 0; start < rows.length; start += 500) await tx.insert(users).values(rows.slice(start, start + 500));
      });
    }
    expect((await admin.call.admin.users.list({ search: 'i4970@' })).items).toHaveLength(1);
    const repo = adminRepo(test.db);
    for (const before of [undefined, newId(at)]) {
      const query = { search: 'i4970@', before, role: undefined, status: undefined, limit: 21 };
      const plan = await explain(test, repo.list(test.db.read, query));
      expect(plan).toMatch(/users_email_key/);
      expect(plan).not.toMatch(/Seq Scan|SCAN users/);
    }
  });
});
