import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createTripmasterClient,
  createTripmasterSession,
  events,
  isTripmasterError,
  memoryStore,
  type GenerationEvent,
  type TripRequestInput,
} from '@tripmaster/client';
import { all, cookieJar, cutAfter, listeningFetch, refusal, startServer } from './testing.ts';

const REQUEST: TripRequestInput = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-12' },
  travellers: { adults: 2 },
  interests: ['food'],
};
const PASSWORD = 'correct horse battery';
const MINUTE = 60_000;

let people = 0;
const someone = () => ({ email: `p${(people += 1)}@example.com`, password: PASSWORD });

describe.each(ENGINES)('the client on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine);
  });
  afterAll(() => server.close());

  async function signedIn(
    answer?: Parameters<typeof listeningFetch>[0],
    more: Partial<Parameters<typeof createTripmasterSession>[0]> = {},
  ) {
    const wire = listeningFetch(answer);
    const session = createTripmasterSession({ baseUrl: server.baseUrl, fetch: wire.fetch, now: () => server.clock.ms, ...more });
    const client = createTripmasterClient({ session });
    const who = someone();
    await client.auth.register.mutate(who);
    return { wire, session, client, who };
  }

  it('signs up, makes a plan, reads it and signs out', async () => {
    const { client, session, who } = await signedIn();
    expect(session.signedIn).toBe(true);
    expect((await client.account.me.query()).email).toBe(who.email);
    const plan = await client.plans.create.mutate(REQUEST);
    expect((await client.plans.list.query()).items.map(({ id }) => id)).toEqual([plan.id]);
    const page = await session.fetch(`/plans/${plan.id}.md`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Lisbon');
    await client.auth.logout.mutate();
    expect(session.signedIn).toBe(false);
    const error = await client.account.me.query().catch((failure: unknown) => failure);
    expect(isTripmasterError(error, 'unauthenticated')).toBe(true);
  });

  it('sends calls of one moment together, and auth calls alone', async () => {
    const { client, wire } = await signedIn();
    wire.seen.length = 0;
    await Promise.all([
      client.account.me.query(),
      client.plans.list.query(),
      client.destinations.search.query({ q: 'lis' }),
      client.auth.refresh.mutate({}).catch(() => undefined),
    ]);
    expect(wire.paths().toSorted()).toEqual(['/trpc/account.me,plans.list,destinations.search', '/trpc/auth.refresh']);
  });

  it('gives typed errors, each call of a batch its own', async () => {
    const { client } = await signedIn();
    const [me, missing, refused] = await Promise.allSettled([
      client.account.me.query(),
      client.plans.get.query({ id: '01890000-0000-7000-8000-000000000000' }),
      client.plans.create.mutate({ ...REQUEST, dates: { start: '2027-05-14', end: '2027-05-10' } }),
    ]);
    expect(me.status).toBe('fulfilled');
    const errors = [missing, refused].map((outcome) =>
      outcome.status === 'rejected' && isTripmasterError(outcome.reason) ? outcome.reason : undefined,
    );
    expect(errors[0]?.data).toMatchObject({ code: 'not-found', httpStatus: 404, path: 'plans.get' });
    expect(errors[1]?.data.details.fields).toEqual([{ path: 'dates.end', reason: 'the return is before the start' }]);
  });

  it('streams a batch', async () => {
    const { session } = await signedIn();
    const client = createTripmasterClient({ session, stream: true });
    const [me, page] = await Promise.all([client.account.me.query(), client.plans.list.query()]);
    expect([me.role, page.items]).toEqual(['traveller', []]);
  });

  it('streams a plan being made, and goes on behind the last event when the line breaks', async () => {
    const cut = { done: false };
    const { client, wire } = await signedIn(async (request) => {
      if (!request.path.includes('plans.generate') || cut.done) return undefined;
      cut.done = true;
      const response = await fetch(`${server.baseUrl}${request.path}?input=${encodeURIComponent(JSON.stringify(REQUEST))}`, {
        headers: request.headers,
      });
      return cutAfter(response, 3);
    });
    const got: { id: string; data: GenerationEvent }[] = [];
    for await (const event of events(client.plans.generate, REQUEST)) got.push(event);
    expect(got.at(-1)?.data.type).toBe('plan');
    expect(got.map(({ id }) => Number(id.split('.')[1]))).toEqual(got.map((_, index) => index));
    const again = wire.seen.filter(({ path }) => path.includes('plans.generate'));
    expect(again.length).toBe(2);
    expect(got.map(({ id }) => id)).toContain(again[1]?.headers.get('last-event-id'));
    expect((await client.plans.list.query()).items).toHaveLength(1);
  });

  it('tells in a stream what was refused', async () => {
    const client = createTripmasterClient({ baseUrl: server.baseUrl });
    const error = await all(events(client.plans.generate, REQUEST)).catch((failure: unknown) => failure);
    expect(isTripmasterError(error, 'unauthenticated')).toBe(true);
    const shed = createTripmasterClient({ baseUrl: server.baseUrl, fetch: listeningFetch(() => refusal('forbidden', 403, -32003)).fetch });
    const second = await all(events(shed.plans.generate, REQUEST)).catch((failure: unknown) => failure);
    expect(isTripmasterError(second, 'forbidden')).toBe(true);
  });

  it('renews just before the token ends, once for all calls', async () => {
    const { client, wire } = await signedIn();
    // Tokens live for ten minutes: this one holds for fifteen seconds more.
    server.clock.ms += 9 * MINUTE + 45_000;
    wire.seen.length = 0;
    await Promise.all([client.account.me.query(), client.plans.list.query(), client.plans.create.mutate(REQUEST)]);
    expect(wire.paths().filter((path) => path === '/trpc/auth.refresh')).toHaveLength(1);
    expect(wire.paths()[0]).toBe('/trpc/auth.refresh');
  });

  it('renews when the server calls the token old, however wrong its own clock is', async () => {
    const { client, wire, session } = await signedIn(undefined, { now: () => 0 });
    server.clock.ms += 20 * MINUTE;
    wire.seen.length = 0;
    const [me] = await Promise.all([client.account.me.query(), client.plans.list.query()]);
    expect(me.role).toBe('traveller');
    expect(wire.paths()).toEqual(['/trpc/account.me,plans.list', '/trpc/auth.refresh', '/trpc/account.me,plans.list']);
    server.clock.ms += 20 * MINUTE;
    expect((await session.fetch(`/plans/none.md`)).status).toBe(404);
  });

  it('renews in a stream too', async () => {
    const { client } = await signedIn(undefined, { now: () => 0 });
    server.clock.ms += 20 * MINUTE;
    const got = await all(events(client.plans.generate, REQUEST));
    expect(got.at(-1)?.data.type).toBe('plan');
  });

  it('says once that a session has ended', async () => {
    const onSessionEnded = vi.fn<() => void>();
    const { client, who, session } = await signedIn(undefined, { onSessionEnded });
    const changes: boolean[] = [];
    session.onChange((now) => changes.push(now));
    const elsewhere = createTripmasterSession({ baseUrl: server.baseUrl });
    await elsewhere.accept({
      accessToken: (await session.accessToken()) ?? '',
      accessTokenExpiresAt: '2999-01-01T00:00:00.000Z',
      refreshTokenExpiresAt: '2999-01-01T00:00:00.000Z',
    });
    await createTripmasterClient({ session: elsewhere }).auth.logout.mutate();
    const outcomes = await Promise.allSettled([client.account.me.query(), client.plans.list.query()]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && isTripmasterError(outcome.reason, 'session-ended'))).toEqual([
      true,
      true,
    ]);
    expect(onSessionEnded).toHaveBeenCalledTimes(1);
    expect([session.signedIn, changes]).toEqual([false, [false]]);
    await client.auth.login.mutate(who);
    expect((await client.account.me.query()).email).toBe(who.email);
  });

  it('lets two programs share one store', async () => {
    const store = memoryStore();
    const { client, who } = await signedIn(undefined, { tokens: store });
    const other = createTripmasterClient({ baseUrl: server.baseUrl, tokens: store, now: () => server.clock.ms });
    expect((await other.account.me.query()).email).toBe(who.email);
    for (let round = 0; round < 3; round += 1) {
      server.clock.ms += 16 * MINUTE;
      const [a, b] = await Promise.all([client.account.me.query(), other.account.me.query()]);
      expect([a.email, b.email]).toEqual([who.email, who.email]);
    }
  });

  it.each([true, false])('keeps two tabs signed in that renew at once (tabs take turns: %s)', async (locks) => {
    if (!locks) vi.stubGlobal('navigator', {});
    try {
      const jar = cookieJar();
      const tab = () => createTripmasterSession({ baseUrl: server.baseUrl, mode: 'cookie', fetch: jar.fetch, now: () => server.clock.ms });
      const first = tab();
      const person = createTripmasterClient({ session: first });
      const who = someone();
      const answer = await person.auth.register.mutate(who);
      expect(answer.status === 'signed-in' && answer.session.refreshToken).toBeFalsy();
      expect(jar.cookie()).toContain('tripmaster=');
      const second = tab();
      expect(await second.restore()).toBe(true);
      for (let round = 0; round < 3; round += 1) {
        server.clock.ms += 16 * MINUTE;
        const both = await Promise.all([person.account.me.query(), createTripmasterClient({ session: second }).account.me.query()]);
        expect(both.map(({ email }) => email)).toEqual([who.email, who.email]);
      }
      await person.auth.logout.mutate();
      const later = tab();
      expect(await later.restore()).toBe(false);
      const stranger = await createTripmasterClient({ session: tab() })
        .account.me.query()
        .catch((failure: unknown) => failure);
      expect(isTripmasterError(stranger, 'unauthenticated')).toBe(true);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('makes one plan though the answers were lost', async () => {
    const { client, wire } = await signedIn(async (request, count) => {
      if (request.path !== '/trpc/plans.create' || count > 2) return undefined;
      if (count === 1) {
        await fetch(`${server.baseUrl}/trpc/plans.create`, { method: 'POST', headers: request.headers, body: JSON.stringify(REQUEST) });
        return new TypeError('fetch failed');
      }
      return refusal('unavailable', 503, -32603, { 'retry-after': '0' });
    });
    const plan = await client.plans.create.mutate(REQUEST);
    expect(wire.seen.filter(({ path }) => path === '/trpc/plans.create').map(({ headers }) => headers.get('idempotency-key'))).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^[0-9a-f-]{36}$/)),
    );
    expect((await client.plans.list.query()).items.map(({ id }) => id)).toEqual([plan.id]);
  });

  it('tries queries again and waits as long as it is told; never repeats a plain mutation', async () => {
    const failing = listeningFetch((request, count) =>
      count === 1
        ? refusal('too-many-requests', 429, -32029, { 'retry-after': '1' })
        : request.path.includes('plans.delete') || count > 2
          ? undefined
          : new TypeError('fetch failed'),
    );
    const client = createTripmasterClient({ baseUrl: server.baseUrl, fetch: failing.fetch });
    const started = Date.now();
    expect((await client.destinations.search.query({ q: 'Lisbon' })).items[0]?.name).toBe('Lisbon');
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    expect(failing.seen).toHaveLength(3);
    const error = await client.plans.delete.mutate({ id: '01890000-0000-7000-8000-000000000000' }).catch((failure: unknown) => failure);
    expect(isTripmasterError(error, 'too-many-requests')).toBe(true);
    expect(failing.seen).toHaveLength(4);
    // Longer than anybody would wait, and longer than this one wants to.
    for (const [asked, patience] of [
      ['600', {}],
      ['7', { patienceMs: 6_000 }],
    ] as const) {
      const { fetch: refusing } = listeningFetch(() => refusal('unavailable', 503, -32603, { 'retry-after': asked }));
      const patient = createTripmasterClient({ baseUrl: server.baseUrl, fetch: refusing, ...patience });
      await expect(patient.destinations.search.query({ q: 'Lisbon' })).rejects.toSatisfy((failure) =>
        isTripmasterError(failure, 'unavailable'),
      );
    }
  });

  it('lets go of one call of a batch at once, and of a wait between tries', async () => {
    const slow = listeningFetch(
      () =>
        new Promise<Response>((resolve) => setTimeout(() => resolve(refusal('unavailable', 503, -32603, { 'retry-after': '20' })), 300)),
    );
    const client = createTripmasterClient({ baseUrl: server.baseUrl, fetch: slow.fetch });
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [
      client.destinations.search.query({ q: 'a' }, { signal: first.signal }),
      client.discover.list.query(undefined, { signal: second.signal }),
    ];
    const started = Date.now();
    setTimeout(() => first.abort(), 50);
    setTimeout(() => second.abort(), 600);
    const outcomes = await Promise.allSettled(calls.map((call) => call.finally(() => Date.now() - started)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(slow.seen).toHaveLength(1);
  });
});
