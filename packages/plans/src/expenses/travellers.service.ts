import { AppError, invalidField, MOST_TRAVELLERS, newId, type PlanTraveller } from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import type { PlanAccess } from '../access/access.ts';
import { NAMELESS } from '../plans/document.ts';
import { claimOf, claimOnce } from '../plans/idempotency.ts';
import type { PlanRow, PlansRepo } from '../plans/plans.repo.ts';
import type { ExpensesRepo } from './expenses.repo.ts';
import type { TravellerRow, TravellersRepo } from './travellers.repo.ts';

/**
 * What a traveller whose account is gone is called. It is kept in their row from the first: their real name is read from
 * the account, so that it goes with it, and the sums stay.
 */
export const FORMER = 'A former traveller';

type Deps = {
  db: Database;
  repo: TravellersRepo;
  expenses: Pick<ExpensesRepo, 'costs'>;
  access: PlanAccess;
  keys: Pick<PlansRepo, 'claimKey' | 'idempotent'>;
  now: () => number;
};

export function nameOf({ userId, accountName, name }: TravellerRow): string {
  return userId === null ? name : (accountName ?? NAMELESS);
}

/** Who shares the costs of a trip: whoever is on the plan, and people without an account. */
export function travellersService({ db, repo, expenses, access, keys, now }: Deps) {
  const viewFor =
    (actor: Actor) =>
    (row: TravellerRow): PlanTraveller => ({
      id: row.id,
      name: nameOf(row),
      account: row.userId !== null,
      me: row.userId === actor.userId,
    });

  /** Who is on the plan by an account. */
  async function accountsOn(reader: Reader, { id: planId, ownerId }: Pick<PlanRow, 'id' | 'ownerId'>): Promise<string[]> {
    return [ownerId, ...(await repo.members(reader, { planId })).map(({ userId }) => userId)];
  }

  async function missing(reader: Reader, plan: Pick<PlanRow, 'id' | 'ownerId'>, rows: readonly TravellerRow[]): Promise<string[]> {
    return (await accountsOn(reader, plan)).filter((userId) => rows.every((row) => row.userId !== userId));
  }

  /** All travellers of a plan. Whoever is on it and has no row yet gets one now; two calls at once give one. */
  async function everybody(plan: Pick<PlanRow, 'id' | 'ownerId'>): Promise<TravellerRow[]> {
    const planId = plan.id;
    const rows = await repo.ofPlan(db.read, { planId });
    const lacking = await missing(db.read, plan, rows);
    if (lacking.length === 0) return rows;
    return db.write(async (tx) => {
      for (const userId of lacking) await repo.add(tx, { id: newId(now()), planId, name: FORMER, userId, createdAt: now() });
      return repo.ofPlan(tx, { planId });
    });
  }

  /** The plan's traveller of this id; `not-found` where it has none. */
  async function one(reader: Reader, planId: string, id: string): Promise<TravellerRow> {
    const row = (await repo.ofPlan(reader, { planId })).find((traveller) => traveller.id === id);
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  async function isNeeded(tx: Transaction, planId: string, id: string): Promise<boolean> {
    if (await repo.hasPaid(tx, id)) return true;
    return (await expenses.costs(tx, { planId })).some(({ split }) => split.parts.some(({ travellerId }) => travellerId === id));
  }

  return {
    everybody,

    async list(actor: Actor, id: string): Promise<{ items: PlanTraveller[] }> {
      const { plan } = await access.find(db.read, actor, id, 'viewer');
      return { items: (await everybody(plan)).map(viewFor(actor)) };
    },

    /** Adds somebody without an account. */
    async add(actor: Actor, { id: planId, name }: { id: string; name: string }, idempotencyKey?: string): Promise<PlanTraveller> {
      const claim = claimOf(idempotencyKey, ['plans.travellers.add', planId, name]);
      return db.write(async (tx) => {
        await access.find(tx, actor, planId, 'editor');
        const id = newId(now());
        const known = await claimOnce(keys, tx, actor, claim, { id, at: now() });
        if (known !== undefined) return viewFor(actor)(await one(tx, planId, known));
        if ((await repo.ofPlan(tx, { planId })).length >= MOST_TRAVELLERS)
          throw new AppError('quota-used', {}, `A plan has at most ${MOST_TRAVELLERS} travellers.`);
        await repo.add(tx, { id, planId, name, userId: null, createdAt: now() });
        return { id, name, account: false, me: false };
      });
    },

    /** Who has an account is called as there, and only they change it. */
    async rename(
      actor: Actor,
      { id: planId, travellerId, name }: { id: string; travellerId: string; name: string },
    ): Promise<PlanTraveller> {
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        const row = await one(tx, planId, travellerId);
        if (row.userId !== null) throw invalidField('name', 'is the name of their account, which only they can change');
        await repo.rename(tx, plan, travellerId, name);
        return viewFor(actor)({ ...row, name });
      });
    },

    /** Nobody who has a part in what was spent, and nobody who is on the plan. */
    async remove(actor: Actor, { id: planId, travellerId }: { id: string; travellerId: string }): Promise<{ id: string }> {
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        const row = await one(tx, planId, travellerId);
        if (row.userId !== null && (await accountsOn(tx, plan)).includes(row.userId))
          throw invalidField('travellerId', 'is on the plan: who is on it shares its costs');
        if (await isNeeded(tx, planId, travellerId))
          throw invalidField('travellerId', 'has expenses or payments: move those to somebody else, or remove them, first');
        await repo.remove(tx, plan, travellerId);
        return { id: travellerId };
      });
    },
  };
}

export type TravellersService = ReturnType<typeof travellersService>;
