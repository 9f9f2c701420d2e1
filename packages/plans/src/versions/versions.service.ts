import {
  fold,
  invalidField,
  pageOf,
  toInstant,
  type Page,
  type Paging,
  type Plan,
  type PlanChange,
  type PlanDiff,
  type PlanDocument,
  type PlanOperation,
  type PlanVersion,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { inTurn, type Actor } from '@tripmaster/rpc';
import { readCursor, writeCursor } from '../plans/cursor.ts';
import type { CountAct } from '../plans/count.ts';
import { columnsOf, toPlan, writeDocument } from '../plans/document.ts';
import { claimOf, claimOnce, earlierResult, type Claim } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { PlansService } from '../plans/plans.service.ts';
import { admit } from './admit.ts';
import type { PlanChecker } from './checker.ts';
import { labelOf, labelOfOperations } from './labels.ts';
import type { Living, LivingPlans } from './living.ts';
import type { ProposalMarks } from './marks.ts';
import { diffPlans } from './plan-diff.ts';
import { revise } from './revise.ts';
import type { VersionsRepo } from './versions.repo.ts';
import type { Tell } from '../webhooks/tell.ts';

type Deps = {
  db: Database;
  repo: VersionsRepo;
  living: LivingPlans;
  plans: Pick<PlansService, 'get'>;
  planRows: Pick<PlansRepo, 'claimKey' | 'idempotent' | 'republish'>;
  checker: Pick<PlanChecker, 'facts' | 'checked'>;
  marks: Pick<ProposalMarks, 'isMarked'>;
  tell: Tell;
  count: CountAct;
  /** Is told of a plan that has a new version. */
  onSaved: (planId: string) => void;
  now: () => number;
};
type CallOptions = { idempotencyKey?: string | undefined; signal?: AbortSignal | undefined };

/** Versions that one update may bring things back from. */
const MOST_NAMED = 20;

/** Somebody else was first: the transaction is undone, and the caller is told by whom. */
class Overtaken extends Error {}

export function versionsService({ db, repo, living, plans, planRows, checker, marks, tell, count, onSaved, now }: Deps) {
  /**
   * What a change of `version` starts from, or `known`: the id of the plan where an earlier call with the same key saved
   * it already. The plan is read before the key: they are saved together, so whoever meets the version that a call at the
   * same moment made finds its key too, and no `conflict`.
   */
  async function startOf(actor: Actor, { id, version }: { id: string; version: number }, claim: Claim | undefined) {
    const current = await living.find(actor, id, 'editor');
    const known = await earlierResult(planRows, db.read, actor, claim);
    if (known === undefined && current.plan.version !== version) throw await living.conflict(actor, id, version);
    return { current, known };
  }

  /** The former documents that operations bring something back from, by their versions; one that is not there counts for nothing. */
  async function namedBy(operations: readonly PlanOperation[], current: Living<'editor'>): Promise<Map<number, PlanDocument>> {
    const versions = new Set(
      operations.flatMap((operation) => ('from' in operation && operation.from !== undefined ? [operation.from] : [])),
    );
    if (versions.size > MOST_NAMED) throw invalidField('operations', `may bring things back from at most ${MOST_NAMED} versions at once`);
    const found = new Map<number, PlanDocument>();
    for (const version of versions) {
      const document = await living.documentOf(current, version);
      if (document !== undefined) found.set(version, document);
    }
    return found;
  }

  type Save = { id: string; version: number; document: PlanDocument; change: PlanChange };

  /**
   * Makes `document` the plan's next version, where `version` still is the living one; what lived until now is kept.
   * Everything dear happened before: the transaction only reads, compares and writes, and may run twice.
   */
  async function save(actor: Actor, { id, version, document, change }: Save, claim: Claim | undefined): Promise<Plan> {
    const at = now();
    const columns = columnsOf(document);
    const next = { columns, document: writeDocument(document), change, authorId: actor.userId, now: at };
    const outcome = await db
      .write(async (tx) => {
        const known = await claimOnce(planRows, tx, actor, claim, { id, at });
        if (known !== undefined) return { known };
        const old = await living.row(tx, actor, id, 'editor');
        const { plan } = old;
        if (plan.version !== version) throw new Overtaken();
        await repo.keep(tx, {
          planId: id,
          version,
          title: plan.title,
          rulesHolding: plan.rulesHolding,
          totalAmount: plan.totalAmount,
          currency: plan.currency,
          document: old.document,
          change: old.change,
          authorId: old.authorId,
          savedAt: plan.updatedAt,
        });
        await repo.advance(tx, plan, version + 1, next);
        if (plan.publishedAt !== null) await planRows.republish(tx, id, columns.destinations.map(fold), plan.publishedAt);
        await tell(tx, plan, 'plan.updated', { version: version + 1 });
        await count(tx, actor, 'plan-changed');
        return { saved: { ...plan, version: version + 1, updatedAt: at }, role: old.role };
      })
      .catch((error: unknown) => {
        if (error instanceof Overtaken) return undefined;
        throw error;
      });
    if (outcome === undefined) throw await living.conflict(actor, id, version);
    if (outcome.saved === undefined) return plans.get(actor, outcome.known ?? id);
    onSaved(id);
    return toPlan(outcome.saved, document, await living.readerAs(outcome.role, outcome.saved));
  }

  async function update(
    actor: Actor,
    { id, version, operations }: { id: string; version: number; operations: readonly PlanOperation[] },
    { idempotencyKey, signal }: CallOptions,
  ): Promise<Plan> {
    const claim = claimOf(idempotencyKey, ['plans.update', id, version, operations]);
    const { current, known } = await startOf(actor, { id, version }, claim);
    if (known !== undefined) return plans.get(actor, known);
    const before = current.document;
    const facts = await checker.facts(before);
    const former = await namedBy(operations, current);
    const admitted = admit(operations, { document: before, facts, former, isProposed: (item) => marks.isMarked(id, item) });
    const document = await checker.checked(revise(before, admitted, facts), facts, { signal });
    const change: PlanChange = { kind: 'edited', operations: admitted, label: labelOfOperations(admitted, before) };
    return save(actor, { id, version, document, change }, claim);
  }

  async function restore(
    actor: Actor,
    { id, version, to }: { id: string; version: number; to: number },
    { idempotencyKey, signal }: CallOptions,
  ): Promise<Plan> {
    const claim = claimOf(idempotencyKey, ['plans.restore', id, version, to]);
    const { current, known } = await startOf(actor, { id, version }, claim);
    if (known !== undefined) return plans.get(actor, known);
    if (to === version) throw invalidField('to', 'is the version there is');
    const former = await living.documentOf(current, to);
    if (former === undefined) throw invalidField('to', 'there is no such version');
    const document = await checker.checked(former, await checker.facts(former), { signal });
    return save(actor, { id, version, document, change: { kind: 'restored', version: to } }, claim);
  }

  /** Several who change one plan at once wait for each other on a node: whoever comes too late learns it before the dear work, not after. */
  const turnOf = (id: string): string => `plan ${id}`;

  return {
    /**
     * Changes a plan by operations on the version the caller has. A stale version is a `conflict` with what changed
     * since; with an idempotency key any number of calls make one change.
     */
    update(
      actor: Actor,
      input: { id: string; version: number; operations: readonly PlanOperation[] },
      options: CallOptions = {},
    ): Promise<Plan> {
      return inTurn(turnOf(input.id), options.signal, () => update(actor, input, options));
    },

    /** Every saved version, the living one first. */
    async history(actor: Actor, { id, cursor, limit = 20 }: Paging & { id: string }): Promise<Page<PlanVersion>> {
      const { plan, change, author } = await living.row(db.read, actor, id, 'viewer');
      const before = cursor === undefined ? plan.version : readCursor(cursor)[0];
      if (typeof before !== 'number' || before < 1 || before > plan.version) throw invalidField('cursor', 'is not a cursor of this list');
      const { version, title, rulesHolding, totalAmount, currency } = plan;
      const current = { version, title, rulesHolding, totalAmount, currency, change, savedAt: plan.updatedAt, author };
      const [owner] = await repo.nameOf(db.read, { id: plan.ownerId });
      const former = await repo.page(db.read, { id, before, limit: limit + 1 });
      return pageOf(
        cursor === undefined ? [current, ...former] : former,
        limit,
        (row) => {
          // The first version was made, by whose it is.
          const name = row.change === null ? owner?.name : row.author;
          return {
            version: row.version,
            savedAt: toInstant(row.savedAt),
            label: labelOf(row.change),
            title: row.title,
            total: { amount: row.totalAmount, currency: row.currency },
            rulesHolding: row.rulesHolding,
            ...(name === undefined || name === null ? {} : { author: name }),
          };
        },
        (row) => writeCursor([row.version, id]),
      );
    },

    /** What differs between two versions of one's own plan. */
    async diff(actor: Actor, { id, from, to }: { id: string; from: number; to: number }): Promise<PlanDiff> {
      const current = await living.find(actor, id, 'viewer');
      const before = await living.documentOf(current, from);
      if (before === undefined) throw invalidField('from', 'there is no such version');
      const after = await living.documentOf(current, to);
      if (after === undefined) throw invalidField('to', 'there is no such version');
      return diffPlans(before, after);
    },

    /** Makes a former version's document the next version, checked against what is known today. */
    restore(actor: Actor, input: { id: string; version: number; to: number }, options: CallOptions = {}): Promise<Plan> {
      return inTurn(turnOf(input.id), options.signal, () => restore(actor, input, options));
    },
  };
}

export type VersionsService = ReturnType<typeof versionsService>;
