import { newId, utcDate, type EventName, type ExperimentDesign } from '@tripmaster/contracts';
import type { TestDatabase } from '@tripmaster/db/testing';
import { firstTry } from '@tripmaster/jobs/testing';
import { actorOf, contextOf, createCallerFactory, router, type Actor, type AuditEntry } from '@tripmaster/rpc';
import { experimentsRoutes } from './experiments.routes.ts';
import { startFlags } from '../flags/testing.ts';
import { createExperiments } from './experiments.ts';

export const DAY_MS = 86_400_000;

/** Two variations of a button, by whether plans are made, how often, and what is paid. */
export const DESIGN: ExperimentDesign = {
  name: 'A green button',
  hypothesis: 'More plans are made.',
  variations: [
    { name: 'today', value: 'blue' },
    { name: 'green', value: 'green' },
  ],
  weights: [0.5, 0.5],
  coverage: 1,
  metrics: [
    { name: 'Plans', event: 'plan-made', kind: 'conversion', better: 'more' },
    { name: 'Changes', event: 'plan-changed', kind: 'count', better: 'more' },
    { name: 'Paid', event: 'paid', kind: 'amount', better: 'more' },
  ],
  guardrails: [{ name: 'Refunds', event: 'refunded', kind: 'conversion', better: 'less' }],
};

/** A dollar is 80 cents on days with an even number, and 50 on others; of other currencies there is no rate. Rounded down. */
export function testRate(day: string, amount: bigint, from: string, to: string): bigint | undefined {
  const cents = Number(day.slice(-2)) % 2 === 0 ? 80n : 50n;
  if (from === 'USD' && to === 'EUR') return (amount * cents) / 100n;
  return from === 'EUR' && to === 'USD' ? (amount * 100n) / cents : undefined;
}

type Exposure = { unit: string; variation: number; at: number; crossedAt?: number };
type Event = { name: EventName; at: number; person?: string; visitor?: string; amount?: number; currency?: string };

/** Experiments on a test database, with a clock the test moves, and callers of their procedures. */
export async function startExperiments({ db }: Pick<TestDatabase, 'db'>) {
  const clock = { ms: Date.parse('2027-03-01T12:00:00.000Z') };
  const audited: AuditEntry[] = [];
  const flags = await startFlags(db, { clock, audited });
  const made = createExperiments({
    db,
    audit: { record: async (_tx, entry) => void audited.push(entry) },
    flags: flags.flags.service.stored,
    rates: async () => testRate,
    now: () => clock.ms,
  });
  const createCaller = createCallerFactory(router({ experiments: experimentsRoutes(made) }));
  const staff = (role: Actor['role']) => actorOf(newId(), { role, secondFactor: true });
  const as = (actor: Actor | undefined) => createCaller(contextOf(actor)).experiments;
  let drafts = 0;

  return {
    clock,
    audited,
    /** The flags that experiments run on. */
    flags,
    staff,
    as,
    admin: as(staff('admin')),
    /** Counts as the job does. */
    async count(): Promise<void> {
      const [job] = made.work.jobs;
      await job?.run({}, firstTry(db));
    },
    /** An experiment of its own flag that runs. */
    async running(design: Partial<ExperimentDesign> = {}) {
      drafts += 1;
      const key = `experiment-${drafts}`;
      const draft = await as(staff('admin')).create({ key, flagKey: `flag-${drafts}`, design: { ...DESIGN, ...design } });
      return as(staff('admin')).start({ id: draft.id, version: draft.version });
    },
    async seed(experimentId: string, exposures: readonly Exposure[], events: readonly Event[]) {
      const tables = db.tables;
      const rows = events.map(({ at, ...event }) => ({ id: newId(at), at, day: utcDate(at), ...event }));
      await db.write(async (tx) => {
        for (let from = 0; from < exposures.length; from += 500)
          await tx.insert(tables.exposures).values(exposures.slice(from, from + 500).map((exposure) => ({ experimentId, ...exposure })));
        for (let from = 0; from < rows.length; from += 500) await tx.insert(tables.events).values(rows.slice(from, from + 500));
      });
    },
  };
}
