import { newId, type Health } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { handle, jobKind, together } from '@tripmaster/jobs';
import { actorOf, contextOf, createCallerFactory, type Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type Server } from '../testing.ts';
import { diskPart, healthService, queuePart } from './health.service.ts';

const MINUTE_MS = 60_000;
const greet = jobKind('test.greet', z.strictObject({ name: z.string() }), { attempts: 1 });
const failing = { ...together([]), jobs: [handle(greet, () => Promise.reject(new Error('ada@example.com')))] };

describe.each(ENGINES)('operations on %s', (engine) => {
  let server: Server;
  let administrator: Actor;
  beforeAll(async () => {
    server = await startServer(engine);
    administrator = actorOf(await personIn('admin'), { role: 'admin', secondFactor: true, auditRef: 'ada' });
  });
  afterAll(() => server.stop());

  async function personIn(role: 'admin' | 'traveller'): Promise<string> {
    const { db } = server.application;
    const id = newId();
    const at = server.clock.ms;
    const row = {
      id,
      email: `${id}@example.com`,
      passwordHash: 'x',
      status: 'active' as const,
      auditRef: id,
      createdAt: at,
      updatedAt: at,
    };
    await db.write(async (tx) => void (await tx.insert(db.tables.users).values({ ...row, role })));
    return id;
  }
  const as = (actor: Actor) => createCallerFactory(server.application.router)(contextOf(actor)).admin;
  const enqueue = (name: string, options: { key?: string; userId?: string } = {}) =>
    server.application.db.write((tx) => server.application.jobs.enqueue(tx, greet, { name }, options));
  const acts = async () => {
    const { db } = server.application;
    const rows = await db.read.select().from(db.tables.auditEvents);
    return rows.filter(({ action }) => action.startsWith('admin.job')).map(({ action, actor, detail }) => [action, actor, detail['job']]);
  };

  it('shows jobs page by page, and tries a dead one once more', async () => {
    const { list, retry, cancel } = as(administrator).jobs;
    for (const name of ['Ada', 'Eve', 'Bob']) await enqueue(name, { key: name });
    expect(await server.runJobs(failing)).toHaveLength(3);
    await enqueue('Cyd');
    const first = await list({ limit: 3 });
    const second = await list({ limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ state }) => state)).toEqual(['waiting', 'dead', 'dead', 'dead']);
    expect(second.nextCursor).toBeUndefined();
    expect(JSON.stringify(first)).not.toContain('ada@');
    expect((await list({ state: 'dead', name: 'test.greet' })).items).toHaveLength(3);
    expect((await list({ name: 'test.other' })).items).toEqual([]);

    const [bob, eve] = (await list({ state: 'dead' })).items.map(({ id }) => id);
    expect(await retry({ id: bob ?? '' })).toMatchObject({ id: bob, state: 'waiting', problem: 'Error' });
    await expect(retry({ id: bob ?? '' })).rejects.toMatchObject({ cause: { code: 'not-found' } });
    await enqueue('Eve again', { key: 'Eve' });
    await expect(retry({ id: eve ?? '' })).rejects.toMatchObject({ cause: { code: 'conflict' } });
    const [waiting] = (await list({ state: 'waiting' })).items;
    expect(await cancel({ id: waiting?.id ?? '' })).toMatchObject({ state: 'cancelled' });
    await expect(cancel({ id: waiting?.id ?? '' })).rejects.toMatchObject({ cause: { code: 'not-found' } });
    await expect(cancel({ id: newId() })).rejects.toMatchObject({ cause: { code: 'not-found' } });
    expect(await acts()).toEqual([
      ['admin.job-retried', 'ada', 'test.greet'],
      ['admin.job-cancelled', 'ada', 'test.greet'],
    ]);
  });

  it('gives a person their jobs, and forgets them with the account', async () => {
    const { application } = server;
    const { session } = await signUp('ben@example.com');
    const ben = await application.auth.actorOf(session);
    await enqueue('Ben', { userId: ben.userId });
    const { sections } = await application.auth.privacy.export(ben);
    expect(sections['jobs']).toMatchObject([{ name: 'test.greet', state: 'waiting' }]);
    await application.auth.privacy.erase(ben, 'a long enough password');
    expect(await application.jobs.ofPerson(ben.userId)).toEqual([]);
  });

  async function signUp(email: string): Promise<{ session: string }> {
    const visit = { origin: { address: '192.0.2.1', userAgent: undefined, country: undefined }, deviceCookie: undefined };
    const made = await server.application.auth.registration.register({ email, password: 'a long enough password' }, visit);
    if (made.status !== 'entered') throw new Error('not in');
    return { session: made.entered.opened.session.accessToken };
  }

  it('tells how the server is', async () => {
    await server.runJobs();
    const state = await as(administrator).health();
    expect(state).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      database: { status: 'ok', engine },
      migrations: { status: 'ok' },
      jobs: { dead: 2, status: 'warning', problem: 'given-up' },
      mail: { status: 'ok', waiting: 0, dead: 0 },
      schedules: { status: 'ok' },
    });
    expect(state.migrations.applied).toBe(state.migrations.known);
    expect(state.disk.totalBytes).toBeGreaterThan(state.disk.freeBytes ?? Infinity);
    expect(state.schedules.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['auth.sessions.purge', 'plans.files.sweep']));
    server.clock.ms += 2 * 60 * MINUTE_MS;
    expect((await as(administrator).health()).schedules).toMatchObject({ status: 'warning', problem: 'late' });
  });

  it('answers whatever of it can’t be asked', async () => {
    const { application, clock } = server;
    const lost = () => Promise.reject(Object.assign(new Error('gone to /secret'), { code: 'EIO' }));
    const db = { ...application.db, ping: lost, migrations: lost };
    const never = new Promise<never>(() => undefined);
    const service = healthService({
      db,
      dataDir: '/nowhere',
      jobs: { figures: lost, schedules: lost },
      schedules: [],
      mail: () => never,
      now: () => clock.ms,
    });
    const failed = (problem: string) => ({ status: 'failed' as const, problem });
    expect(await service.ask()).toEqual({
      status: 'failed',
      version: expect.any(String),
      uptimeSeconds: expect.any(Number),
      database: { ...failed('Error EIO'), engine },
      migrations: failed('Error EIO'),
      disk: failed('Error ENOENT'),
      jobs: failed('Error EIO'),
      mail: failed('no-answer'),
      schedules: { ...failed('Error EIO'), items: [] },
    } satisfies Health);
  });

  it('is not there for anybody else', async () => {
    const traveller = actorOf(await personIn('traveller'), { secondFactor: true });
    await expect(as(traveller).health()).rejects.toMatchObject({ cause: { code: 'unknown-procedure' } });
    await expect(as(traveller).jobs.list()).rejects.toMatchObject({ cause: { code: 'unknown-procedure' } });
    await expect(as({ ...administrator, secondFactor: false }).jobs.retry({ id: newId() })).rejects.toMatchObject({
      cause: { code: 'second-factor-needed' },
    });
  });
});

it('judges disks and queues', () => {
  const disk = (freeBytes: number) => diskPart({ freeBytes, totalBytes: 1_000 }).status;
  expect([disk(500), disk(99), disk(19), disk(0)]).toEqual(['ok', 'warning', 'failed', 'failed']);
  const queue = (dead: number, waitedMinutes?: number) => {
    const part = queuePart({ waiting: 1, dead }, waitedMinutes === undefined ? undefined : -waitedMinutes * MINUTE_MS, 0);
    return `${part.status} ${part.problem ?? ''}`.trim();
  };
  expect([queue(0), queue(0, 4), queue(0, 6), queue(1), queue(1, 61)]).toEqual([
    'ok',
    'ok',
    'warning waits-long',
    'warning given-up',
    'failed waits-long',
  ]);
});
