import { AppError, newId, type TripRequest } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventOf, startPlans, TRIP } from '../testing.ts';
import { draftsRepo } from './drafts.repo.ts';
import { draftsService } from './drafts.service.ts';

describe.each(ENGINES)('drafts on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test);
  });
  beforeEach(async () => {
    ana = await app.person('Ana');
    ben = await app.person('Ben');
  });
  afterAll(() => test.remove());

  const failure = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });
  const drafts = () => draftsService({ db: test.db, repo: draftsRepo(test.db), now: () => app.clock.ms });
  /** A plan that fails as `error` says. */
  const fail = async (actor: Actor, request: TripRequest, error: unknown, signal?: AbortSignal) => {
    const create = drafts().keeping(() => Promise.reject(error));
    const thrown: unknown = await create(actor, request, { signal }).catch((caught: unknown) => caught);
    return toAppError(thrown);
  };
  const listed = async (actor: Actor) => (await app.anyone(actor).plans.drafts.list()).items;

  it('keeps what was typed when a plan fails on our side, and says where', async () => {
    const request = { ...TRIP, notes: 'all of this\nwas typed', purpose: undefined };
    const error = await fail(ana, request, new RangeError('a bug'));
    expect(error).toMatchObject({ code: 'internal', details: { draftId: expect.any(String) }, cause: { message: 'a bug' } });
    expect(error.message).not.toContain('bug');
    const away = await fail(ana, TRIP, new AppError('unavailable', { retryAfterSeconds: 5 }));
    expect(away.details).toEqual({ retryAfterSeconds: 5, draftId: expect.any(String) });
    const items = await listed(ana);
    expect(items.map(({ id, reason }) => [id, reason])).toEqual([
      [away.details.draftId, 'unavailable'],
      [error.details.draftId, 'internal'],
    ]);
    expect(items[1]?.request).toEqual({ ...TRIP, notes: 'all of this\nwas typed' });
  });

  it('keeps nothing of what can’t be planned as it is', async () => {
    const before = new AppError('unknown-place');
    expect(await fail(ana, TRIP, before)).toBe(before);
    await expect(app.anyone(ana).plans.create({ ...TRIP, destinations: [{ name: 'Xyzzyville' }] })).rejects.toEqual(
      failure('unknown-place'),
    );
    expect(await listed(ana)).toEqual([]);
  });

  it('keeps what the caller did not wait for', async () => {
    const abort = new AbortController();
    abort.abort();
    await fail(ana, TRIP, abort.signal.reason, abort.signal);
    expect(await listed(ana)).toMatchObject([{ request: TRIP, reason: 'aborted' }]);
    await expect(app.anyone(ben, { signal: abort.signal }).plans.create(TRIP)).rejects.toThrow();
    expect(await listed(ben)).toMatchObject([{ request: TRIP, reason: 'aborted' }]);
  });

  it('keeps one request once, and forgets it when its plan is made after all', async () => {
    for (let turn = 0; turn < 3; turn += 1) await fail(ana, TRIP, new Error('again'));
    await fail(ana, { ...TRIP, interests: ['food'] }, new Error('again'));
    await fail(ben, TRIP, new Error('again'));
    expect(await listed(ana)).toHaveLength(2);
    await app.anyone(ana).plans.create(TRIP);
    expect((await listed(ana)).map(({ request }) => request.interests)).toEqual([['food']]);
    expect(await listed(ben)).toHaveLength(1);
  });

  it('keeps twenty a person, and lets the oldest go', async () => {
    for (let turn = 1; turn <= 23; turn += 1) {
      app.clock.ms += 1;
      await fail(ana, { ...TRIP, notes: `${turn}` }, new Error('no'));
    }
    const notes = (await listed(ana)).map(({ request }) => request.notes);
    expect(notes).toEqual(Array.from({ length: 20 }, (_, index) => `${23 - index}`));
  });

  it('lets its owner remove it, and nobody else see or touch it', async () => {
    const { details } = await fail(ana, TRIP, new Error('no'));
    const id = details.draftId ?? '';
    for (const caller of [app.anyone(ben)]) {
      expect((await caller.plans.drafts.list()).items).toEqual([]);
      await expect(caller.plans.drafts.remove({ id })).rejects.toEqual(failure('not-found'));
    }
    await expect(app.anyone().plans.drafts.list()).rejects.toEqual(failure('unauthenticated'));
    await expect(app.anyone().plans.drafts.remove({ id })).rejects.toEqual(failure('unauthenticated'));
    expect(await app.anyone(ana).plans.drafts.remove({ id })).toEqual({ id });
    await expect(app.anyone(ana).plans.drafts.remove({ id })).rejects.toEqual(failure('not-found'));
    expect(await listed(ana)).toEqual([]);
  });

  it('is part of a person’s export, and goes with the account', async () => {
    await fail(ana, { ...TRIP, notes: 'hers' }, new Error('no'));
    await fail(ben, { ...TRIP, notes: 'his' }, new Error('no'));
    const entries = [];
    for await (const entry of app.plans.personalData(ana.userId)) entries.push(entry);
    expect(entries).toMatchObject([{ section: 'drafts', entry: { request: { notes: 'hers' }, reason: 'internal' } }]);
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.users).where(eq(test.db.tables.users.id, ana.userId))));
    expect((await test.db.read.select().from(test.db.tables.planDrafts)).filter(({ userId }) => userId === ana.userId)).toEqual([]);
    // Whose account has gone meanwhile gets the failure itself.
    expect((await fail(ana, TRIP, new Error('no'))).details).toEqual({});
  });

  it('holds what was being made when the server closes, for a stream as for a call', async () => {
    const planId = newId();
    // A model that never answers, so that the plan is under way for as long as the test wants.
    const slow = await startPlans(test, {
      model: { apiKey: 'k', baseUrl: 'http://192.0.2.1/v1', model: 'm', api: 'responses', timeoutMs: 60_000 },
    });
    const cleo = await slow.person('Cleo');
    const seen: string[] = [];
    const streaming = (async () => {
      for await (const one of await slow.anyone(cleo).plans.generate({ ...TRIP, lastEventId: planId })) seen.push(eventOf(one).event.type);
    })();
    await expect.poll(() => seen.length).toBeGreaterThan(1);
    await slow.plans.stop();
    await expect(streaming).rejects.toEqual(failure('unavailable'));
    expect((await slow.anyone(cleo).plans.drafts.list()).items).toMatchObject([{ request: TRIP, reason: 'unavailable' }]);
  });
});
