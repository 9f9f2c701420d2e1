import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';
import { HOSTILE_NAMES, hostileFiles, MARK, pdf, photoWithPlace, picture, type Hostile } from './hostile.ts';

const HOUR_MS = 3_600_000;
const failure = (code: string) => expect.objectContaining({ code });
const refusal = (code: string) => expect.objectContaining({ cause: failure(code) });

async function* bodyOf(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < octets.length; at += 65_536) yield octets.subarray(at, at + 65_536);
}

describe.each(ENGINES)('files of trips on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  let planId = '';
  const folder = join(tmpdir(), `tripmaster-files-${randomUUID()}`);
  const limits = { file: 2_000_000, person: 4_000_000, plan: 5_000_000 };
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test, { files: { folder, limits } });
  });
  beforeEach(async () => {
    [ana, ben] = [await app.person('Ana'), await app.person('Ben')];
    planId = (await app.anyone(ana).plans.create(TRIP)).id;
  });
  afterAll(async () => {
    await test.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const attach = (
    actor: Actor,
    octets: Uint8Array,
    more: { name?: string; shared?: boolean; itemId?: string; idempotencyKey?: string } = {},
  ) => app.plans.files.attach(actor, { planId, name: 'notes.txt', ...more }, bodyOf(octets));
  const text = (words: string) => Buffer.from(words);
  const joinAs = async (actor: Actor, role: 'viewer' | 'editor' = 'viewer') => {
    await test.db.write(
      async (tx) =>
        void (await tx.insert(test.db.tables.planMembers).values({ planId, userId: actor.userId, role, joinedAt: app.clock.ms })),
    );
  };
  const stored = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  const contents = async (file: { id: string }, actor = ana, kind: 'original' | 'thumbnail' = 'original') => {
    const opened = await app.plans.files.open(actor, file.id, kind);
    const pieces: Buffer[] = [];
    for await (const piece of await opened.read()) if (piece instanceof Buffer) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const listed = async (actor: Actor) => (await app.anyone(actor).plans.files.list({ id: planId })).items;

  it('keeps what is allowed, as what it is, and gives it back', async () => {
    const note = await attach(ana, text('Gate 12 at 08:30'), { name: 'note.txt' });
    expect(note).toMatchObject({ name: 'note.txt', type: 'text/plain', size: 16, shared: false, mine: true, addedBy: 'Ana' });
    expect((await contents(note)).toString()).toBe('Gate 12 at 08:30');
    const ticket = await attach(ana, pdf(), { name: 'ticket.jpg' });
    expect(ticket).toMatchObject({ name: 'ticket.pdf', type: 'application/pdf' });
    expect(await contents(ticket)).toEqual(pdf());
    for (const [format, type, name] of [
      ['jpeg', 'image/jpeg', 'a.jpg'],
      ['png', 'image/png', 'a.png'],
      ['webp', 'image/webp', 'a.webp'],
      ['gif', 'image/png', 'a.png'],
      ['avif', 'image/webp', 'a.webp'],
    ] as const) {
      const file = await attach(ana, await picture(format, [600, 400]), { name: `a.${format === 'jpeg' ? 'jpg' : format}` });
      expect(file).toMatchObject({ type, name, width: 600, height: 400 });
      const small = await sharp(await contents(file, ana, 'thumbnail')).metadata();
      expect([small.format, small.width, small.height]).toEqual(['webp', 256, 171]);
    }
    expect(await listed(ana)).toHaveLength(7);
  });

  it('turns a photograph upright and forgets where it was taken', async () => {
    const file = await attach(ana, await photoWithPlace(), { name: 'IMG_1.JPG' });
    expect(file).toMatchObject({ name: 'IMG_1.JPG', width: 48, height: 64 });
    const kept = await contents(file);
    const { exif, icc, xmp, orientation } = await sharp(kept).metadata();
    expect({ exif, icc, xmp, orientation }).toEqual({});
    expect(kept.includes(MARK) || (await contents(file, ana, 'thumbnail')).includes(MARK)).toBe(false);
  });

  it('keeps nothing of hundreds of hostile files but what was drawn anew', { timeout: 240_000 }, async () => {
    const all = await hostileFiles();
    expect(all.length).toBeGreaterThan(300);
    const wrong: string[] = [];
    for (const file of all) wrong.push(...(await judge(file)));
    expect(wrong).toEqual([]);
    expect((await stored()).filter((path) => path.includes('arriving'))).toEqual([]);
  });

  async function judge({ what, name, octets, kept }: Hostile): Promise<string[]> {
    const before = (await stored()).length;
    try {
      const file = await attach(ana, octets, { name });
      const now = await contents(file);
      const faults = [
        ...(kept ? [] : [`${what}: kept as ${file.type}`]),
        ...(now.includes(MARK) || now.includes('PK\u0005\u0006') ? [`${what}: harm is still in it`] : []),
        ...(file.type.startsWith('image/') ? [] : [`${what}: kept as it came`]),
      ];
      await app.anyone(ana).plans.files.remove({ id: file.id });
      return faults;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      const after = (await stored()).length;
      return [
        ...(code === 'file-refused' || code === 'unreadable-file' ? [] : [`${what}: ${code}`]),
        ...(after === before ? [] : [`${what}: left ${after - before} behind`]),
        ...(kept ? [`${what}: refused (${code})`] : []),
      ];
    }
  }

  it('makes of any name one that every system takes', async () => {
    const octets = await picture('png', [4, 4]);
    for (const name of HOSTILE_NAMES) {
      const file = await attach(ana, octets, { name });
      expect(file.name).toMatch(/^[^\p{C}/\\<>:"|?*\s.](?:[^\p{C}/\\<>:"|?*]*[^\p{C}/\\<>:"|?*\s.])?\.png$/u);
      expect(Array.from(file.name).length).toBeLessThanOrEqual(120);
      expect(file.name).not.toMatch(/^(?:con|nul|aux|com1|lpt9)\s*\./i);
      await app.anyone(ana).plans.files.remove({ id: file.id });
    }
    expect((await stored()).every((path) => path.startsWith(folder))).toBe(true);
  });

  it('keeps quotas to the octet, also when two come at once, and a file to its most', async () => {
    const half = Buffer.concat([pdf().subarray(0, 9), Buffer.alloc(2_000_000 - pdf().length, 32), pdf().subarray(9)]);
    expect(half.length).toBe(limits.file);
    await attach(ana, half, { name: 'one.pdf' });
    await expect(attach(ana, Buffer.concat([half, text('\n')]), { name: 'over.pdf' })).rejects.toEqual(failure('payload-too-large'));
    const twice = await Promise.allSettled([attach(ana, half, { name: 'two.pdf' }), attach(ana, half, { name: 'three.pdf' })]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'quota-used' } });
    await expect(attach(ana, text('x'))).rejects.toEqual(failure('quota-used'));
    const [first] = await listed(ana);
    await app.anyone(ana).plans.files.remove({ id: first?.id ?? '' });
    await attach(ana, text('y'.repeat(1_000_000)));
    await attach(ana, text('z'.repeat(1_000_000)));
    await expect(attach(ana, text('x'))).rejects.toEqual(failure('quota-used'));
    // The plan's own: one octet more than fits is refused, what just fits is kept.
    await joinAs(ben);
    await expect(attach(ben, text('b'.repeat(1_000_000) + 'b'), { name: 'b.txt' })).rejects.toEqual(failure('quota-used'));
    await attach(ben, text('b'.repeat(1_000_000)), { name: 'b.txt' });
    const sizes = (await test.db.read.select().from(test.db.tables.planFiles).where(eq(test.db.tables.planFiles.planId, planId))).map(
      ({ size }) => size,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(limits.plan);
  });

  it('shows a file to its owner alone, once shared to everybody on the trip, and never to others', async () => {
    const cleo = await app.person('Cleo');
    await joinAs(ben, 'editor');
    const file = await attach(ana, text('hers'));
    const sees = async (actor: Actor) => [
      (await listed(actor)).length,
      await contents(file, actor).then(String, (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error)),
    ];
    expect(await sees(ben)).toEqual([0, 'not-found']);
    await expect(app.anyone(ben).plans.files.update({ id: file.id, shared: true })).rejects.toEqual(refusal('not-found'));
    await expect(app.anyone(ben).plans.files.remove({ id: file.id })).rejects.toEqual(refusal('not-found'));
    await app.anyone(ana).plans.files.update({ id: file.id, shared: true });
    expect(await sees(ben)).toEqual([1, 'hers']);
    expect((await listed(ben))[0]).toMatchObject({ mine: false, addedBy: 'Ana' });
    await expect(app.anyone(ben).plans.files.update({ id: file.id, name: 'his' })).rejects.toEqual(refusal('forbidden'));
    await expect(app.anyone(ben).plans.files.remove({ id: file.id })).rejects.toEqual(refusal('forbidden'));
    await app.anyone(ana).plans.setVisibility({ id: planId, visibility: 'public' });
    await expect(listed(cleo)).rejects.toEqual(refusal('not-found'));
    await expect(contents(file, cleo)).rejects.toEqual(failure('not-found'));
    await expect(app.anyone(cleo).plans.files.update({ id: file.id, name: 'x' })).rejects.toEqual(refusal('not-found'));
    await expect(app.anyone(cleo).plans.files.remove({ id: file.id })).rejects.toEqual(refusal('not-found'));
    await expect(attach(cleo, text('x'))).rejects.toEqual(failure('not-found'));
    await expect(app.anyone().plans.files.list({ id: planId })).rejects.toEqual(refusal('unauthenticated'));
    // Whoever is on the trip may add; its owner may take away what was shared.
    const his = await attach(ben, text('his'), { shared: true });
    const secret = await attach(ben, text('his own'));
    await expect(app.anyone(ana).plans.files.remove({ id: secret.id })).rejects.toEqual(refusal('not-found'));
    expect(await app.anyone(ana).plans.files.remove({ id: his.id })).toEqual({ id: his.id });
    expect((await listed(ben)).map(({ id }) => id)).toEqual([secret.id, file.id]);
  });

  it('belongs to a stop of its plan, or to the trip', async () => {
    const { days } = await app.anyone(ana).plans.get({ id: planId });
    const item = days[0]?.items[0]?.id ?? '';
    const file = await attach(ana, text('for the stop'), { itemId: item });
    expect(file.itemId).toBe(item);
    await expect(attach(ana, text('x'), { itemId: 'elsewhere' })).rejects.toEqual(failure('invalid-input'));
    await expect(app.anyone(ana).plans.files.update({ id: file.id, itemId: 'elsewhere' })).rejects.toEqual(refusal('invalid-input'));
    expect(await app.anyone(ana).plans.files.update({ id: file.id, itemId: null, name: '../b' })).toMatchObject({ name: 'b.txt' });
    expect((await listed(ana))[0]).not.toHaveProperty('itemId');
  });

  it('comes in pages', async () => {
    for (let turn = 0; turn < 5; turn += 1) await attach(ana, text(`note ${turn}`));
    const first = await app.anyone(ana).plans.files.list({ id: planId, limit: 3 });
    const rest = await app.anyone(ana).plans.files.list({ id: planId, limit: 3, cursor: first.nextCursor });
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, undefined]);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5);
  });

  it('is made once with one key, however often it is sent', async () => {
    const sent = () => attach(ana, text('once'), { idempotencyKey: `key-${planId}` });
    const [one, two, three] = await Promise.all([sent(), sent(), sent()]);
    expect(new Set([one.id, two.id, three.id, (await sent()).id]).size).toBe(1);
    expect(await listed(ana)).toHaveLength(1);
    await expect(attach(ana, text('other'), { idempotencyKey: `key-${planId}` })).rejects.toEqual(failure('idempotency-mismatch'));
  });

  it('leaves the store when removed, with its plan and with its account', async () => {
    const traces = async (words: string) => {
      const hash = createHash('sha256').update(words).digest('hex');
      const found = await Promise.all(
        (await stored()).map(
          async (path) =>
            createHash('sha256')
              .update(await readFile(path))
              .digest('hex') === hash,
        ),
      );
      return found.filter(Boolean).length;
    };
    const words = (what: string) => `${what} ${planId}`;
    const removed = await attach(ana, text(words('removed')));
    await attach(ana, text(words('plan')));
    await joinAs(ben);
    await attach(ben, text(words('account')));
    expect(await traces(words('removed'))).toBe(1);
    await app.anyone(ana).plans.files.remove({ id: removed.id });
    expect(await traces(words('removed'))).toBe(0);
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.users).where(eq(test.db.tables.users.id, ben.userId))));
    await app.plans.files.sweep();
    expect([await traces(words('account')), await traces(words('plan'))]).toEqual([0, 1]);
    await app.anyone(ana).plans.delete({ id: planId });
    await expect(listed(ana)).rejects.toEqual(refusal('not-found'));
    app.clock.ms += 31 * 24 * HOUR_MS;
    await app.plans.plans.purge();
    await app.plans.files.sweep();
    expect(await traces(words('plan'))).toBe(0);
    const objects = await test.db.read.select().from(test.db.tables.storedObjects);
    expect(objects.filter(({ fileId }) => fileId === null)).toEqual([]);
  });

  it('leaves nothing of an upload that breaks off, and after a crash nothing that is not swept away', async () => {
    const before = await stored();
    const breaking = async function* () {
      yield text('half of ');
      throw new Error('the line broke');
    };
    await expect(app.plans.files.attach(ana, { planId, name: 'a.txt' }, breaking())).rejects.toThrow('the line broke');
    expect(await stored()).toEqual(before);
    // What a process leaves that ends between storing and saying so: a key that is nobody's once its time has come.
    const { storedObjects } = test.db.tables;
    const row = { key: `zz/${planId}`, fileId: null, kind: 'original' as const, size: 1, createdAt: app.clock.ms + HOUR_MS };
    await test.db.write(async (tx) => void (await tx.insert(storedObjects).values(row)));
    const left = async () => (await test.db.read.select().from(storedObjects).where(eq(storedObjects.key, row.key))).length;
    await app.plans.files.sweep();
    expect(await left()).toBe(1);
    app.clock.ms += HOUR_MS;
    await app.plans.files.sweep();
    expect(await left()).toBe(0);
  });

  it('is part of a person’s export', async () => {
    const { id } = await attach(ana, text('hers'));
    const entries = [];
    for await (const entry of app.plans.personalData(ana.userId)) if (entry.section === 'files') entries.push(entry);
    expect(entries).toMatchObject([{ entry: { id, name: 'notes.txt', content: `/files/${id}` } }]);
  });
});
