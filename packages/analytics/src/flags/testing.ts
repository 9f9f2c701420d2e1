import { newId, type ExperimentDesign, type FlagDefinition } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { actorOf, contextOf, createCallerFactory, router, type Actor, type AuditEntry, type Context } from '@tripmaster/rpc';
import type { Counted } from './counted.ts';
import { createFlags } from './flags.ts';
import { adminFlagsRoutes, flagsRoutes } from './flags.routes.ts';

/** So many that a part of them in percent is told from another. */
export const PEOPLE: readonly string[] = Array.from({ length: 2_000 }, (_, index) => `unit-${index}`);

type More = Partial<Pick<Parameters<typeof createFlags>[0], 'counted' | 'traits'>> & { clock?: { ms: number }; audited?: AuditEntry[] };

/** Flags on a test database in which there are none yet, nor experiments. */
export async function freshFlags(db: Database) {
  const { flags, experiments, stickyBuckets } = db.tables;
  await db.write(async (tx) => {
    for (const table of [flags, experiments, stickyBuckets]) await tx.delete(table);
  });
  return startFlags(db);
}

/** Flags on a test database, with a clock the test moves, what was written down and callers for anybody. */
export async function startFlags(
  db: Database,
  { clock = { ms: Date.parse('2027-01-01T12:00:00.000Z') }, audited = [], traits, counted = COUNTED }: More = {},
) {
  const faults: string[] = [];
  const failures: string[] = [];
  const flags = createFlags({
    db,
    audit: { record: async (_tx, entry) => void audited.push(entry) },
    counted,
    traits,
    onFault: ({ flag, fault }) => void faults.push(`${flag}: ${fault}`),
    onFailure: (_, part) => void failures.push(part),
    now: () => clock.ms,
  });
  await flags.start();
  const createCaller = createCallerFactory(router({ flags: flagsRoutes(flags), admin: adminFlagsRoutes(flags) }));
  const as = (actor: Actor | undefined, more: Partial<Context> = {}) => createCaller(contextOf(actor, more));
  const admin = as(actorOf('admin', { role: 'admin', secondFactor: true })).admin;
  return {
    flags,
    clock,
    audited,
    faults,
    failures,
    as,
    admin,
    /** What a flag is for a context. */
    async ask(key: string, context: Record<string, unknown> = { targetingKey: 'somebody' }, remembered = true) {
      const [evaluation] = await flags.evaluate([key], context, remembered);
      if (evaluation === undefined) throw new Error('no evaluation');
      return evaluation;
    },
    /** Those of `PEOPLE` for whom a flag is true. */
    async on(key: string, context: (unit: string) => Record<string, unknown> = (unit) => ({ targetingKey: unit })): Promise<Set<string>> {
      const found = await Promise.all(PEOPLE.map(async (unit) => ({ unit, value: (await this.ask(key, context(unit), false)).value })));
      return new Set(found.filter(({ value }) => value === true).map(({ unit }) => unit));
    },
    async set(key: string, definition: FlagDefinition) {
      return admin.set({ key, definition });
    },
  };
}

const personOf: Counted['person'] = async (userId) => ({ ref: `ref of ${userId}`, said: userId.includes('refuses') ? false : null });
/** Everybody is who they were, and counted unless they are called a refuser. */
export const COUNTED: Counted = {
  person: personOf,
  known: personOf,
  still: async (_tx, accountOf) => new Set(accountOf.keys()),
  onSaid: () => undefined,
  room: () => true,
  visitor: async ({ address }) => `hash of ${address}`,
  may: ({ person, origin }) => origin.uncounted === undefined && person?.said !== false,
};

/** An experiment that runs. */
export async function runExperiment(db: Database, flagKey: string, design: Partial<ExperimentDesign> = {}) {
  const id = newId();
  const key = `experiment-${id}`;
  const row = {
    id,
    key,
    flagKey,
    status: 'running' as const,
    version: 1,
    createdAt: 1,
    startedAt: 1,
    design: {
      name: 'A trial',
      hypothesis: '',
      variations: [
        { name: 'as it is', value: false },
        { name: 'changed', value: true },
      ],
      weights: [0.5, 0.5],
      coverage: 1,
      metrics: [{ name: 'plans', event: 'plan-made' as const, kind: 'conversion' as const, better: 'more' as const }],
      guardrails: [],
      ...design,
    },
  };
  await db.write(async (tx) => void (await tx.insert(db.tables.experiments).values(row)));
  return { id, key };
}
