import { planEvent, rebase, timeOf, type Item, type Plan, type PlanDocument, type PlanOperation } from '@tripmaster/contracts';
import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyOperations } from '../explain/apply.ts';
import { readDocument } from '../plans/document.ts';
import { startPlans, TRIP } from '../testing.ts';

/** A thousand take minutes; `EDITS=1000` does them all. */
const EDITS = Number(process.env['EDITS'] ?? 60);
const EDITORS = 8;
const envelope = z.tuple([z.string(), planEvent]).rest(z.unknown());
type App = Awaited<ReturnType<typeof startPlans>>;

/** Random edits, each with something in it that no other has. */
const edits = fc.record({
  kind: fc.constantFrom('note', 'cost', 'retime', 'move', 'add', 'remove', 'idea', 'schedule', 'unschedule', 'lock', 'rename'),
  which: fc.nat(1_000),
  day: fc.nat(1_000),
  minute: fc.integer({ min: 420, max: 1_200 }),
});
type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never;

/** The edit as operations on this plan; undefined where the plan has nothing it could be about. */
function operationsOf({ kind, which, day, minute }: Edit, plan: Pick<Plan, 'days' | 'ideas'>, mark: string): PlanOperation[] | undefined {
  const items = plan.days.flatMap((one) => one.items).filter((item) => item.kind === 'sight' || item.kind === 'free');
  const item = items[which % Math.max(1, items.length)];
  const idea = plan.ideas?.[which % Math.max(1, plan.ideas.length)];
  const date = plan.days[day % plan.days.length]?.date ?? '';
  const [start, end] = [timeOf(minute), timeOf(minute + 20)];
  const added: Item = { id: mark, kind: 'free', title: mark, start, end, links: [], provenance: 'user', locked: false };
  const { start: _start, end: _end, locked: _locked, ...noted } = added;
  // So that the plan neither runs empty nor over.
  if (kind === 'add') return items.length > 40 ? undefined : [{ op: 'add', date, item: added }];
  if (kind === 'idea') return (plan.ideas?.length ?? 0) > 40 ? undefined : [{ op: 'note-idea', idea: noted }];
  if (kind === 'rename') return [{ op: 'rename', title: `Trip ${mark}` }];
  if (kind === 'schedule') return idea === undefined ? undefined : [{ op: 'schedule', itemId: idea.id, date, start, end }];
  if (item === undefined) return undefined;
  const itemId = item.id;
  const free: PlanOperation[] = item.locked ? [{ op: 'lock', itemId, locked: false }] : [];
  const note: PlanOperation = { op: 'note', itemId, notes: mark };
  switch (kind) {
    case 'note':
      return [note];
    case 'cost':
      return [note, { op: 'cost', itemId, cost: { amount: minute, currency: 'EUR' } }];
    case 'lock':
      return [note, { op: 'lock', itemId, locked: !item.locked }];
    case 'retime':
      return [...free, note, { op: 'retime', itemId, start, end }];
    case 'move':
      return [...free, note, { op: 'move', itemId, date, start }];
    case 'unschedule':
      return items.length < 4 ? undefined : [...free, note, { op: 'unschedule', itemId }];
    default:
      return items.length < 4 ? undefined : [...free, note, { op: 'remove', itemId }];
  }
}

/** A document without what is worked out of it anew each time: opening times are looked up, the check is dated. */
function settled({ days, verification: _verification, ...document }: PlanDocument) {
  return { ...document, days: days.map((day) => ({ ...day, items: day.items.map(({ hours: _hours, ...item }) => item) })) };
}

describe.each(ENGINES)(`${EDITORS} people who edit one plan on two nodes, on %s`, (engine) => {
  let test: TestDatabase;
  let second: Database;
  let nodes: App[];
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    second = await openDatabase(test.url);
    nodes = [await startPlans(test), await startPlans({ db: second })];
  });
  afterAll(async () => {
    for (const { plans } of nodes) await plans.stop();
    await second.close();
    await test.remove();
  });

  it(
    `lose nothing of ${EDITS} edits at once, see the same plan, and leave a history that replays to it`,
    async () => {
      const [first] = nodes;
      if (first === undefined) throw new Error('no node');
      const owner = await first.person('Owner');
      const made = await first.anyone(owner).plans.create(TRIP);
      const people: Actor[] = [];
      for (let n = 0; n < EDITORS; n += 1) {
        const actor = await first.person(`Editor ${n}`);
        people.push(actor);
        const row = { planId: made.id, userId: actor.userId, role: 'editor' as const, joinedAt: 0 };
        await test.db.write(async (tx) => void (await tx.insert(test.db.tables.planMembers).values(row)));
      }

      const saved: PlanOperation[][] = [];
      let conflicts = 0;
      let clashes = 0;
      let next = 0;
      const random = fc.sample(edits, { numRuns: EDITS * 2, seed: 7 });

      /** Sends until it is saved or clashes; on a conflict the operations are rebased on what others did. */
      async function save(app: App, actor: Actor, plan: Plan, wanted: PlanOperation[]): Promise<Plan | undefined> {
        let [version, operations] = [plan.version, wanted];
        for (;;) {
          try {
            const after = await app.anyone(actor).plans.update({ id: plan.id, version, operations });
            saved.push(operations);
            return after;
          } catch (error) {
            const { code, details } = toAppError(error);
            if (code !== 'conflict' || details.diff === undefined) throw error;
            conflicts += 1;
            const rebased = rebase(operations, details.diff);
            if (rebased.clashes.length > 0 || rebased.operations.length === 0) {
              clashes += 1;
              return undefined;
            }
            ({ operations } = rebased);
            version = details.currentVersion ?? version;
          }
        }
      }

      const edit = async (actor: Actor, index: number) => {
        const app = nodes[index % nodes.length] ?? first;
        let plan: Plan = { ...made, role: 'editor' };
        while (saved.length < EDITS) {
          const number = (next += 1);
          const one = random[number % random.length];
          const operations = one === undefined ? undefined : operationsOf(one, plan, `edit-${number}`);
          if (operations === undefined) continue;
          plan = (await save(app, actor, plan, operations)) ?? (await app.anyone(actor).plans.get({ id: made.id }));
        }
      };

      /** A replica: follows the changes, and reads the plan when there is a newer one. */
      const replica = async (actor: Actor, index: number, leave: AbortSignal) => {
        const app = nodes[(index + 1) % nodes.length] ?? first;
        const seen: number[] = [];
        let plan = made;
        const stream = await app.anyone(actor, { signal: leave }).plans.onChange({ id: made.id, lastEventId: '1' });
        const run = async () => {
          for await (const one of stream) {
            const [, event] = envelope.parse(one);
            if (event.type !== 'changed') continue;
            seen.push(event.version);
            if (event.version > plan.version) plan = await app.anyone(actor).plans.get({ id: made.id });
          }
        };
        const over = run();
        return { seen, plan: () => plan, over };
      };

      const leave = new AbortController();
      const replicas = await Promise.all(people.map((actor, index) => replica(actor, index, leave.signal)));
      const started = performance.now();
      await Promise.all(people.map(edit));
      const seconds = (performance.now() - started) / 1_000;

      const { plan: stored, rows } = await history(made.id);
      const last = stored.version;
      await expect.poll(() => replicas.map(({ plan }) => plan().version), { timeout: 5_000 }).toEqual(people.map(() => last));
      leave.abort();
      await Promise.all(replicas.map(({ over }) => over));
      if (process.env['EDITS'] !== undefined)
        process.stdout.write(`${engine}: ${saved.length} edits in ${seconds.toFixed(1)} s, ${conflicts} conflicts, ${clashes} clashes\n`);

      // Each once, and nothing else.
      const kept = rows.slice(1).map(({ change }) => (change?.kind === 'edited' ? change.operations : []));
      const text = (lists: PlanOperation[][]) => lists.map((list) => marksIn(list)).toSorted();
      expect(last).toBe(saved.length + 1);
      expect(text(kept)).toEqual(text(saved));
      // Everybody was told of every version in its order, and has the plan as it is stored.
      const reader = await first.anyone(owner).plans.get({ id: made.id });
      for (const { seen, plan } of replicas) {
        expect(seen).toEqual(Array.from({ length: last - 1 }, (_, n) => n + 2));
        expect({ ...plan(), role: 'owner', owner: undefined }).toEqual({ ...reader, owner: undefined });
      }
      // From the first version on, the operations alone come to the same plan.
      let replayed = readDocument(rows[0]?.document ?? '');
      for (const operations of kept) replayed = applyOperations(replayed, operations);
      expect(settled(replayed)).toEqual(settled(readDocument(rows.at(-1)?.document ?? '')));
    },
    EDITS * 1_000,
  );

  async function history(id: string) {
    const { plans, planVersions, planDocuments } = test.db.tables;
    const former = (await test.db.read.select().from(planVersions)).filter(({ planId }) => planId === id);
    const [living] = (await test.db.read.select().from(planDocuments)).filter(({ planId }) => planId === id);
    const [plan] = (await test.db.read.select().from(plans)).filter((row) => row.id === id);
    if (living === undefined || plan === undefined) throw new Error('no plan');
    return { plan, rows: [...former.toSorted((a, b) => a.version - b.version), living] };
  }
});

/** Operations as they are told apart, whatever the server made of an item. */
function marksIn(operations: readonly PlanOperation[]): string {
  return JSON.stringify(
    operations.map((operation) => {
      if (operation.op === 'add') return ['add', operation.date, operation.item.id];
      if (operation.op === 'note-idea') return ['note-idea', operation.idea.id];
      return operation;
    }),
  );
}
