import { newId } from '@tripmaster/contracts';
import { newSealingKey, sealer } from '@tripmaster/db';
import type { TestDatabase } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory, router, type Actor, type Context, type Origin } from '@tripmaster/rpc';
import type { CountingSettings } from '../counting.ts';
import { analyticsRoutes, countingRoutes, createAnalytics } from '../index.ts';
import type { OnFailure } from '../told-once.ts';

/** The same on all nodes of a test. */
const KEY = newSealingKey();

type Deps = Parameters<typeof createAnalytics>[0];

/** The feature on a test database, with nobody to tell of anything but whom `more` names. */
export function testAnalytics({ db }: Pick<TestDatabase, 'db'>, more: Partial<Deps> = {}) {
  const quiet: Deps = {
    db,
    sealer: sealer(() => [KEY]),
    mailer: { queue: async () => undefined },
    jobs: { enqueue: async () => undefined },
    audit: { record: async () => undefined },
    toPeople: { fault: () => undefined, post: async () => ({ status: 204 }), newSecret: () => 'whsec_test', signed: () => ({}) },
    outside: { mail: async () => ({ dead: 0 }), jobs: async () => ({ dead: 0 }), diskUsed: async () => 0.5, backupAge: async () => 1 },
    baseUrl: 'https://trip.example',
  };
  return createAnalytics({ ...quiet, ...more });
}

/** A browser somewhere. */
export const BROWSER: Origin = {
  address: '203.0.113.77',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  country: undefined,
};

/** Somebody who opened an account at `at`. */
export async function newPerson(db: TestDatabase['db'], at: number): Promise<Actor> {
  const userId = newId(at);
  const row = { id: userId, email: `${userId}@example.com`, role: 'traveller', status: 'active', createdAt: at, updatedAt: at } as const;
  await db.write(async (tx) => void (await tx.insert(db.tables.users).values(row)));
  return actorOf(userId);
}

/** What is counted, on a test database, with a clock the test moves, people and callers. */
export async function startAnalytics(
  { db }: Pick<TestDatabase, 'db'>,
  {
    clock = { ms: Date.parse('2027-01-15T12:00:00.000Z') },
    onFailure = () => undefined,
    ...counting
  }: { clock?: { ms: number }; onFailure?: OnFailure } & CountingSettings = {},
) {
  const analytics = testAnalytics({ db }, { onFailure, counting: { baseUrl: 'https://trip.example', ...counting }, now: () => clock.ms });
  const createCaller = createCallerFactory(
    router({ analytics: analyticsRoutes(analytics), account: router({ analytics: countingRoutes(analytics.people) }) }),
  );
  const as = (actor?: Actor, origin: Partial<Origin> = {}, context: Partial<Context> = {}) =>
    createCaller(contextOf(actor, { origin: { ...BROWSER, ...origin }, ...context }));
  const person = () => newPerson(db, clock.ms);
  const events = async () => db.read.select().from(db.tables.events);
  const dropped = async () =>
    Object.fromEntries(
      (await db.read.select().from(db.tables.droppedEvents)).map(({ reason, count }): [string, number] => [reason, count]),
    );
  return { analytics, clock, as, person, events, dropped };
}

export type TestAnalytics = Awaited<ReturnType<typeof startAnalytics>>;
