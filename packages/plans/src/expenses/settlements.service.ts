import { AppError, invalidField, MOST_SETTLEMENTS, newId, toInstant, type Settlement } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import type { PlanAccess } from '../access/access.ts';
import { claimOf, claimOnce } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { ExpensesRepo, SettlementRow } from './expenses.repo.ts';
import type { ExpensesService } from './expenses.service.ts';
import type { TravellersRepo } from './travellers.repo.ts';

type Deps = {
  db: Database;
  repo: ExpensesRepo;
  travellerRows: Pick<TravellersRepo, 'ofPlan'>;
  expenses: Pick<ExpensesService, 'baseOf'>;
  access: PlanAccess;
  keys: Pick<PlansRepo, 'claimKey' | 'idempotent'>;
  now: () => number;
};
type Payment = { id: string; from: string; to: string; amount: number };

/** Payments by which travellers get even. */
export function settlementsService({ db, repo, travellerRows, expenses, access, keys, now }: Deps) {
  return {
    /**
     * Keeps that one traveller gave another so much of the currency the trip is settled in. With it the rates of all that
     * was spent so far stay as they are: what was even stays even.
     */
    async settle(actor: Actor, { id: planId, from, to, amount }: Payment, idempotencyKey?: string): Promise<Settlement> {
      const claim = claimOf(idempotencyKey, ['plans.expenses.settle', planId, from, to, amount]);
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        const [id, at] = [newId(now()), now()];
        const known = await claimOnce(keys, tx, actor, claim, { id, at });
        if (known !== undefined) {
          const [earlier] = await repo.settlementById(tx, { planId, id: known });
          if (earlier === undefined) throw new AppError('not-found');
          return toSettlement(earlier);
        }
        const people = new Set((await travellerRows.ofPlan(tx, { planId })).map((traveller) => traveller.id));
        for (const [field, traveller] of Object.entries({ from, to }))
          if (!people.has(traveller)) throw invalidField(field, 'is not a traveller of this plan');
        if (from === to) throw invalidField('to', 'is who pays');
        if ((await repo.settlements(tx, { planId })).length >= MOST_SETTLEMENTS)
          throw new AppError('quota-used', {}, `A plan has at most ${MOST_SETTLEMENTS} payments.`);
        const currency = await expenses.baseOf(tx, plan);
        const row = { id, planId, fromId: from, toId: to, amount, currency, createdBy: actor.userId, createdAt: at };
        await repo.addSettlement(tx, plan, row);
        await repo.freeze(tx, plan, at);
        return toSettlement(row);
      });
    },

    /** All payments of a plan, in the order they were made. */
    async list(actor: Actor, planId: string): Promise<{ items: Settlement[] }> {
      await access.find(db.read, actor, planId, 'viewer');
      return { items: (await repo.settlements(db.read, { planId })).map(toSettlement) };
    },

    /** Takes a payment back. What no other payment rests on may be converted by another rate again. */
    async remove(actor: Actor, { id: planId, settlementId }: { id: string; settlementId: string }): Promise<{ id: string }> {
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        if (!(await repo.removeSettlement(tx, plan, settlementId))) throw new AppError('not-found');
        const left = await repo.settlements(tx, { planId });
        await repo.thaw(
          tx,
          plan,
          left.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0),
        );
        return { id: settlementId };
      });
    },
  };
}

function toSettlement({ id, fromId, toId, amount, currency, createdAt }: SettlementRow): Settlement {
  return { id, from: fromId, to: toId, amount: { amount, currency }, createdAt: toInstant(createdAt) };
}

export type SettlementsService = ReturnType<typeof settlementsService>;
