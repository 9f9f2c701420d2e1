import {
  addDays,
  daysBetween,
  fold,
  invalidField,
  newId,
  utcDate,
  type Plan,
  type PlanDocument,
  type PlanOperation,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import { columnsOf, toPlan, writeDocument } from '../plans/document.ts';
import type { CountAct } from '../plans/count.ts';
import { claimOf, claimOnce, earlierResult } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { PlansService } from '../plans/plans.service.ts';
import type { PlanChecker } from '../versions/checker.ts';
import { revise } from '../versions/revise.ts';
import type { CopiesRepo } from './copies.repo.ts';
import type { Tell } from '../webhooks/tell.ts';

/** Whole weeks, so that every day of a trip stays what day of the week it was, and nearly a year, so that it stays in its season. */
const YEAR_OF_WEEKS = 52 * 7;
const LONGEST_TITLE = 200;

type Deps = {
  db: Database;
  repo: CopiesRepo;
  plans: Pick<PlansService, 'get'>;
  planRows: Pick<PlansRepo, 'add' | 'addDocument' | 'claimKey' | 'idempotent'>;
  checker: Pick<PlanChecker, 'facts' | 'checked'>;
  tell: Tell;
  count: CountAct;
  now: () => number;
};
type CallOptions = { idempotencyKey?: string | undefined; signal?: AbortSignal | undefined };

export function copiesService({ db, repo, plans, planRows, checker, tell, count, now }: Deps) {
  return {
    /**
     * A plan of one's own made of one that one may read, beginning on `start`, or else on its own first date, moved by
     * years of 52 weeks until it lies ahead. Of a plan that one is not on it is what its readers see, without what was its
     * traveller's own, and its maker's count of copies goes up. It is checked against what is known today.
     */
    async duplicate(
      actor: Actor,
      { id: from, start }: { id: string; start?: string | undefined },
      { idempotencyKey, signal }: CallOptions = {},
    ): Promise<Plan> {
      const claim = claimOf(idempotencyKey, ['plans.duplicate', from, start]);
      const known = await earlierResult(planRows, db.read, actor, claim);
      if (known !== undefined) return plans.get(actor, known);
      const today = utcDate(now());
      if (start !== undefined && start < today) throw invalidField('start', 'is in the past');
      const plan = await plans.get(actor, from);
      const original = plan.role === undefined ? impersonal(plan) : documentOf(plan, copyTitle(plan.title));
      const facts = await checker.facts(original);
      const moved = revise(original, shifted(original, start, today), facts);
      const document = await checker.checked(moved, facts, { signal });
      const at = now();
      const id = newId(at);
      const row = { id, ownerId: actor.userId, now: at, ...columnsOf(document) };
      const text = writeDocument(document);
      const other = await db.write(async (tx) => {
        const earlier = await claimOnce(planRows, tx, actor, claim, { id, at });
        if (earlier !== undefined) return earlier;
        await planRows.add(tx, row);
        await planRows.addDocument(tx, { id, document: text });
        await tell(tx, row, 'plan.created', { version: 1 });
        await count(tx, actor, 'plan-copied', document);
        if (plan.role === undefined) await repo.count(tx, from);
        return undefined;
      });
      if (other !== undefined) return plans.get(actor, other);
      return toPlan({ id, version: 1, visibility: 'private', createdAt: at, updatedAt: at }, document, { role: 'owner' });
    },
  };
}

export type CopiesService = ReturnType<typeof copiesService>;

function documentOf(plan: Plan, title: string): PlanDocument {
  const { request, destinations, days, ideas, budget, verification, notices, engine } = plan;
  return { title, request, destinations, days, ...(ideas === undefined ? {} : { ideas }), budget, verification, notices, engine };
}

/** Nothing of the trip stays locked or booked: that was somebody else's doing. */
function impersonal(plan: Plan): PlanDocument {
  const days = plan.days.map((day) => ({
    ...day,
    items: day.items.filter(({ provenance }) => provenance !== 'user').map((item) => ({ ...item, locked: false })),
  }));
  return documentOf({ ...plan, days }, plan.title);
}

function copyTitle(title: string): string {
  const copy = fold(title).startsWith('copy of ') ? title : `Copy of ${title}`;
  return [...copy].slice(0, LONGEST_TITLE).join('');
}

function shifted({ days, destinations }: PlanDocument, wanted: string | undefined, today: string): PlanOperation[] {
  const first = destinations[0]?.arrive ?? days[0]?.date ?? today;
  const last = destinations.at(-1)?.depart ?? days.at(-1)?.date ?? first;
  const years = first >= today ? 0 : Math.ceil(daysBetween(first, today) / YEAR_OF_WEEKS);
  const start = wanted ?? addDays(first, years * YEAR_OF_WEEKS);
  return start === first ? [] : [{ op: 'set-dates', start, end: addDays(start, daysBetween(first, last)) }];
}
