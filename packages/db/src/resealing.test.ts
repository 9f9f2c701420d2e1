import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysInUse, newSealingKey, reseal, sealedColumns, sealer, type Sealer } from './index.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from './testing/index.ts';

describe.each(ENGINES)('resealing on %s', (engine) => {
  const [old, current] = [newSealingKey(), newSealingKey()];
  const before = sealer(() => [old]);
  const after = sealer(() => [current, old]);
  const only = sealer(() => [current]);
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  afterAll(() => test.remove());
  beforeEach(async () => {
    const { users, mailOutbox } = test.db.tables;
    await test.db.write(async (tx) => {
      await tx.delete(users);
      await tx.delete(mailOutbox);
    });
  });

  const place = (id: string) => `totp.secret:${id}`;
  const add = (ids: string[], by: Sealer) =>
    test.db.write(async (tx) => {
      const { users, totp } = test.db.tables;
      for (const id of ids) {
        await tx.insert(users).values({ id, email: id, role: 'traveller', status: 'active', createdAt: 1, updatedAt: 1 });
        await tx.insert(totp).values({ userId: id, secret: by.seal(`seed of ${id}`, place(id)), lastStep: 0, createdAt: 1 });
      }
    });
  const mail = (id: string, body: string | null) =>
    test.db.write(
      async (tx) => void (await tx.insert(test.db.tables.mailOutbox).values({ id, kind: 'k', body, attempts: 0, dueAt: 1, createdAt: 1 })),
    );
  const secrets = async () => {
    const { totp } = test.db.tables;
    return new Map((await test.db.read.select({ id: totp.userId, secret: totp.secret }).from(totp)).map(({ id, secret }) => [id, secret]));
  };
  const columns = () => sealedColumns(test.db.tables);
  const run = (options?: Parameters<typeof reseal>[3]) => reseal(test.db, columns(), after, options);

  it('brings every row of every column under the current key, in batches, and once', async () => {
    const ids = Array.from({ length: 450 }, (_, index) => `p${index}`);
    await add(ids, before);
    await add(['new'], only);
    await mail('waiting', before.seal('Dear Ana', 'mail_outbox.body:waiting'));
    await mail('sent', null);
    expect(await keysInUse(test.db, columns(), after)).toEqual(
      new Map([
        [current.kid, 1],
        [old.kid, 451],
      ]),
    );
    const told: number[] = [];
    expect(await run({ onBatch: (rows) => told.push(rows) })).toEqual({ rows: 451, unreadable: [] });
    expect(told).toEqual([200, 400, 450, 451]);
    for (const [id, secret] of await secrets()) expect(only.open(secret, place(id))).toBe(`seed of ${id}`);
    expect(await keysInUse(test.db, columns(), after)).toEqual(new Map([[current.kid, 452]]));
    expect(await run()).toEqual({ rows: 0, unreadable: [] });
  });

  it('leaves a row alone that somebody changed since it was read', async () => {
    await add(['a', 'b'], before);
    const { totp } = test.db.tables;
    const meddling: Sealer = {
      ...after,
      seal(plain, at) {
        if (at === place('a')) changed = change();
        return after.seal(plain, at);
      },
    };
    let changed: Promise<void> | undefined;
    const change = () =>
      test.db.write(
        async (tx) =>
          void (await tx
            .update(totp)
            .set({ secret: only.seal('another seed', place('a')) })
            .where(eq(totp.userId, 'a'))),
      );
    expect((await reseal(test.db, columns(), meddling)).rows).toBeLessThanOrEqual(2);
    await changed;
    await run();
    expect(only.open((await secrets()).get('a') ?? '', place('a'))).toBe('another seed');
    expect(only.open((await secrets()).get('b') ?? '', place('b'))).toBe('seed of b');
  });

  it('names what can’t be opened, leaves it as it is and goes on', async () => {
    await add(['a', 'c', 'd'], before);
    const { totp } = test.db.tables;
    const strange = [
      ['a', before.seal('moved here', place('b'))],
      ['c', 'JBSWY3DPEHPK3PXP'],
    ] as const;
    for (const [id, secret] of strange)
      await test.db.write(async (tx) => void (await tx.update(totp).set({ secret }).where(eq(totp.userId, id))));
    expect(await run()).toEqual({ rows: 1, unreadable: [place('a'), place('c')] });
    for (const [id, secret] of strange) expect((await secrets()).get(id)).toBe(secret);
    expect(await keysInUse(test.db, columns(), after)).toEqual(
      new Map([
        [current.kid, 1],
        [old.kid, 1],
        ['', 1],
      ]),
    );
  });

  it('loses nothing while others write and another resealing runs', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `w${index}`);
    await add(ids, before);
    const { totp } = test.db.tables;
    const writing = async () => {
      for (const id of ids.filter((_, index) => index % 10 === 0))
        await test.db.write(
          async (tx) =>
            void (await tx
              .update(totp)
              .set({ secret: only.seal(`newer seed of ${id}`, place(id)) })
              .where(eq(totp.userId, id))),
        );
    };
    await Promise.all([writing(), run(), run()]);
    await run();
    for (const [index, id] of ids.entries())
      expect(only.open((await secrets()).get(id) ?? '', place(id))).toBe(`${index % 10 === 0 ? 'newer seed' : 'seed'} of ${id}`);
  }, 60_000);
});
