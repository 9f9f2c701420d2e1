import { generationEvent, newId, type TripRequest } from '@tripmaster/contracts';
import { newSealingKey, sealer } from '@tripmaster/db';
import type { TestDatabase } from '@tripmaster/db/testing';
import type { Mail } from '@tripmaster/mail';
import { actorOf, contextOf, createCallerFactory, router, type Actor, type AuditEntry, type Context } from '@tripmaster/rpc';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createPlans, destinationsRoutes, discoverRoutes, plansRoutes } from './index.ts';

/** A short trip that is quick to plan. */
export const TRIP: TripRequest = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2, childrenAges: [] },
  interests: ['history'],
  dietary: [],
  accessibility: [],
};

const envelope = z.tuple([z.string(), generationEvent]).rest(z.unknown());

/** Id and event of what a direct caller of a stream gets: an envelope, whatever tRPC's types call it. */
export function eventOf(tracked: unknown) {
  const [id, event] = envelope.parse(tracked);
  return { id, event };
}

/** The trips feature on a test database, with a clock the test moves, people and callers. */
export async function startPlans({ db }: Pick<TestDatabase, 'db'>, more: Partial<Parameters<typeof createPlans>[0]> = {}) {
  const clock = { ms: Date.parse('2027-01-01T12:00:00.000Z') };
  /** What was queued and what was written down, also by transactions that were tried again. */
  const mails: Mail[] = [];
  const audited: AuditEntry[] = [];
  const keys = [newSealingKey()];
  const seals = sealer(() => keys);
  const plans = createPlans({
    db,
    audit: { record: async (_tx, entry) => void audited.push(entry) },
    sealer: seals,
    mailer: { queue: async (_tx, mail) => void mails.push(mail) },
    baseUrl: 'https://trip.example',
    files: { folder: join(tmpdir(), 'tripmaster-test-files') },
    now: () => clock.ms,
    ...more,
  });
  const createCaller = createCallerFactory(
    router({ plans: plansRoutes(plans), discover: discoverRoutes(plans), destinations: destinationsRoutes(plans.gazetteer) }),
  );
  const anyone = (actor?: Actor, more: Partial<Context> = {}) => createCaller(contextOf(actor, more));
  const person = async (name: string): Promise<Actor> => {
    const userId = newId(clock.ms);
    await db.write(async (tx) => {
      await tx.insert(db.tables.users).values({
        id: userId,
        email: `${userId}@example.com`,
        name,
        passwordHash: 'x',
        role: 'traveller',
        status: 'active',
        createdAt: clock.ms,
        updatedAt: clock.ms,
      });
    });
    return actorOf(userId);
  };
  return { plans, clock, mails, audited, anyone, person };
}
