import { openDatabase, type Transaction } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAuth } from '../testing.ts';

describe.each(ENGINES)('the audit log on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startAuth>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(async () => {
    for (const table of ['audit_events', 'audit_heads']) await test.raw(`DELETE FROM ${table}`);
  });
  afterAll(() => test.remove());

  const record = (tx: Transaction, at: number) =>
    app.auth.audit.record(tx, { action: 'session.started', actor: 'ana', subject: 'ana', detail: { at, method: 'password' } });
  const write = async (rows: number) => {
    for (let at = 0; at < rows; at += 1) await test.db.write((tx) => record(tx, at));
  };

  it('is whole when empty, and after any number of acts', async () => {
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: 0 });
    await write(20);
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: 20 });
  });

  it('follows a chain that is longer than one batch', async () => {
    await test.db.write(async (tx) => {
      for (let at = 0; at < 2_000; at += 1) await record(tx, at);
    });
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: 2_000 });
  });

  it('stays whole when a hundred acts are written at once, by two nodes', async () => {
    const other = await openDatabase(test.url);
    const nodes = [test.db, other];
    const done = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) => nodes[at % 2]?.write((tx) => record(tx, at)) ?? Promise.reject(new Error('no node'))),
    );
    await other.close();
    expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: 100 });
  });

  it('is never reported broken while acts are being written', async () => {
    const writing = write(60);
    const reports = [];
    for (let round = 0; round < 30; round += 1) reports.push(await app.auth.audit.verify());
    await writing;
    expect(reports.filter(({ whole }) => !whole)).toEqual([]);
  });

  it('forgets a record with the act it belongs to', async () => {
    await write(3);
    const undone = test.db.write(async (tx) => {
      await record(tx, 4);
      throw new Error('change of mind');
    });
    await expect(undone).rejects.toThrow('change of mind');
    expect(await app.auth.audit.verify()).toEqual({ whole: true, checked: 3 });
  });

  const copyOf5 = (seq: number) =>
    `INSERT INTO audit_events (seq, at, action, actor, subject, detail, previous_hash, hash)
     SELECT ${seq}, at, action, actor, subject, detail, previous_hash, hash FROM audit_events WHERE seq = 5`;

  it.each([
    ['another time', ['UPDATE audit_events SET at = at + 1 WHERE seq = 5'], 5],
    ['another act', [`UPDATE audit_events SET action = 'session.ended' WHERE seq = 5`], 5],
    ['another actor', [`UPDATE audit_events SET actor = 'bea' WHERE seq = 5`], 5],
    ['no actor', ['UPDATE audit_events SET actor = NULL WHERE seq = 5'], 5],
    ['another subject', [`UPDATE audit_events SET subject = 'bea' WHERE seq = 5`], 5],
    ['another detail', [`UPDATE audit_events SET detail = '{"at":4,"method":"passkey"}' WHERE seq = 5`], 5],
    ['a detail spelt otherwise', [`UPDATE audit_events SET detail = '{"at":4, "method":"password"}' WHERE seq = 5`], 5],
    ['a detail said twice', [`UPDATE audit_events SET detail = '{"at":9,"at":4,"method":"password"}' WHERE seq = 5`], 5],
    ['a detail that is no JSON', [`UPDATE audit_events SET detail = 'x' WHERE seq = 5`], 5],
    ['another hash', [`UPDATE audit_events SET hash = 'x' WHERE seq = 5`], 5],
    ['a row gone from the middle', ['DELETE FROM audit_events WHERE seq = 5'], 5],
    ['the first row gone', ['DELETE FROM audit_events WHERE seq = 1'], 1],
    ['a gap closed', ['DELETE FROM audit_events WHERE seq = 5', 'UPDATE audit_events SET seq = seq - 1 WHERE seq > 5'], 5],
    [
      'two rows in the other order',
      [
        'UPDATE audit_events SET seq = 999 WHERE seq = 5',
        'UPDATE audit_events SET seq = 5 WHERE seq = 6',
        'UPDATE audit_events SET seq = 6 WHERE seq = 999',
      ],
      5,
    ],
    ['a row put in before the first', [copyOf5(0)], 1],
    ['a row put in long before the first', [copyOf5(-40)], 1],
    ['a row put in behind the last', [copyOf5(11)], 11],
    ['the tail cut off', ['DELETE FROM audit_events WHERE seq > 7'], 8],
    ['the tail cut off, and the end moved', ['DELETE FROM audit_events WHERE seq > 7', 'UPDATE audit_heads SET seq = 7'], 8],
    [
      'the tail cut off, and the end put together from the rows',
      ['DELETE FROM audit_events WHERE seq > 7', 'UPDATE audit_heads SET seq = 7, hash = (SELECT hash FROM audit_events WHERE seq = 7)'],
      8,
    ],
    ['the end changed', [`UPDATE audit_heads SET hash = 'x'`], 11],
    ['the end moved back', ['UPDATE audit_heads SET seq = 9'], 11],
    ['the end moved on', ['UPDATE audit_heads SET seq = 12'], 11],
    ['no end', ['DELETE FROM audit_heads'], 11],
    ['no rows', ['DELETE FROM audit_events'], 1],
  ])('finds %s', async (_name, changes, brokenAt) => {
    await write(10);
    for (const sql of changes) await test.raw(sql);
    expect(await app.auth.audit.verify()).toMatchObject({ whole: false, brokenAt });
    // Defect kept out: the next act wrote a new end, and a tail that was cut off could not be told any more.
    await write(3);
    expect(await app.auth.audit.verify()).toMatchObject({ whole: false });
  });

  it('finds that another key wrote it', async () => {
    await write(3);
    const other = await startAuth(test);
    expect(await other.auth.audit.verify()).toMatchObject({ whole: false, brokenAt: 1 });
  });

  it('shows one’s own acts, newest first, page by page, and nobody else’s', async () => {
    const register = async (email: string) => {
      const result = await app.anyone().auth.register({ email, password: 'a long enough password' });
      if (result.status !== 'signed-in') throw new Error('not signed in');
      return app.withToken(result.session.accessToken);
    };
    const [ana, bea] = [await register('ana@example.com'), await register('bea@example.com')];
    await ana.account.update({ name: 'Ana' });
    await bea.account.update({ name: 'Bea' });
    const first = await ana.account.activity({ limit: 2 });
    expect(first.items.map(({ action, byOther }) => ({ action, byOther }))).toEqual([
      { action: 'account.updated', byOther: false },
      { action: 'session.started', byOther: false },
    ]);
    const second = await ana.account.activity({ limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ items: [{ action: 'account.registered' }] });
    expect(second.nextCursor).toBeUndefined();

    // What one did to somebody else both see, each in their own words.
    const people = await test.db.read.select().from(test.db.tables.users);
    const refOf = (email: string) => people.find((person) => person.email === email)?.auditRef;
    const [actor, subject] = [refOf('ana@example.com'), refOf('bea@example.com')];
    await test.db.write((tx) => app.auth.audit.record(tx, { action: 'plan.member-removed', actor, subject, detail: { role: 'viewer' } }));
    const last = { action: 'plan.member-removed', detail: { role: 'viewer' } };
    expect((await ana.account.activity()).items[0]).toMatchObject({ ...last, byOther: false, toOther: true });
    expect((await bea.account.activity()).items[0]).toMatchObject({ ...last, byOther: true, toOther: false });
    const pages: string[] = [];
    for (let cursor: string | undefined, turn = 0; turn < 9; turn += 1) {
      const page = await ana.account.activity({ limit: 1, cursor });
      pages.push(...page.items.map(({ action }) => action));
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    expect(pages).toEqual(['plan.member-removed', 'account.updated', 'session.started', 'account.registered']);
  });
});
