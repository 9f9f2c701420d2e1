import {
  AppError,
  MOST_EXPENSES,
  newId,
  pageOf,
  type Balances,
  type Category,
  type Expense,
  type ExpenseChanges,
  type NewExpense,
  type Page,
  type Paging,
  type Spending,
} from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import type { PlanAccess } from '../access/access.ts';
import { readCursor, writeCursor } from '../plans/cursor.ts';
import { claimOf, claimOnce } from '../plans/idempotency.ts';
import type { PlanRow, PlansRepo } from '../plans/plans.repo.ts';
import type { RatesService } from '../rates/rates.service.ts';
import type { LivingPlans } from '../versions/living.ts';
import { expensesCsv } from './csv.ts';
import { changedRow, columnsOfNew, toExpense } from './expense-row.ts';
import type { ExpensesRepo } from './expenses.repo.ts';
import { settlingPayments } from './payments.ts';
import { accountsOf } from './shares.ts';
import { compareSpending } from './spending.ts';
import type { TravellersRepo } from './travellers.repo.ts';
import { FORMER, nameOf, type TravellersService } from './travellers.service.ts';
import type { Tell } from '../webhooks/tell.ts';

const TABLE_BATCH = 500;

type Deps = {
  db: Database;
  repo: ExpensesRepo;
  travellerRows: TravellersRepo;
  travellers: Pick<TravellersService, 'everybody'>;
  access: PlanAccess;
  living: Pick<LivingPlans, 'find'>;
  keys: Pick<PlansRepo, 'claimKey' | 'idempotent'>;
  rates: Pick<RatesService, 'current'>;
  tell: Tell;
  now: () => number;
};
type Filters = { category?: Category | undefined; paidBy?: string | undefined; from?: string | undefined; to?: string | undefined };
type OfExpense = { id: string; expenseId: string };

/** What was spent on a trip, by whom and for whom. */
export function expensesService({ db, repo, travellerRows, travellers, access, living, keys, rates, tell, now }: Deps) {
  /**
   * The currency a trip is settled in: the plan's when its first expense or payment is entered. It stays while there is
   * any, also when the plan's changes: sums of several currencies would be none.
   */
  async function baseOf(reader: Reader, { id: planId, currency }: Pick<PlanRow, 'id' | 'currency'>): Promise<string> {
    const [spent] = await repo.base(reader, { planId });
    if (spent !== undefined) return spent.currency;
    const [settled] = await repo.settledIn(reader, { planId });
    return settled?.currency ?? currency;
  }

  async function travellerIds(reader: Reader, planId: string): Promise<ReadonlySet<string>> {
    return new Set((await travellerRows.ofPlan(reader, { planId })).map(({ id }) => id));
  }

  /** Throws `not-found` alike for one that is not there and one of another plan. */
  async function one(reader: Reader, planId: string, id: string) {
    const [row] = await repo.byId(reader, { planId, id });
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  return {
    baseOf,

    async add(actor: Actor, { id: planId, ...entry }: NewExpense & { id: string }, idempotencyKey?: string): Promise<Expense> {
      const claim = claimOf(idempotencyKey, ['plans.expenses.add', planId, entry]);
      const current = await rates.current();
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        const [id, at] = [newId(now()), now()];
        const known = await claimOnce(keys, tx, actor, claim, { id, at });
        if (known !== undefined) return toExpense(await one(tx, planId, known));
        const [spent] = await repo.count(tx, { planId });
        if ((spent?.count ?? 0) >= MOST_EXPENSES) throw new AppError('quota-used', {}, `A plan has at most ${MOST_EXPENSES} expenses.`);
        const people = { rates: current, travellerIds: await travellerIds(tx, planId) };
        const columns = columnsOfNew(entry, await baseOf(tx, plan), people);
        const row = { ...columns, id, planId, createdBy: actor.userId, createdAt: at, updatedAt: at, settledAt: null };
        await repo.add(tx, plan, row);
        await tell(tx, plan, 'expense.added', { expenseId: id });
        return toExpense(row);
      });
    },

    async list(actor: Actor, { id: planId, cursor, limit = 20, ...filters }: Filters & Paging & { id: string }): Promise<Page<Expense>> {
      await access.find(db.read, actor, planId, 'viewer');
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const rows = await repo.list(db.read, { planId, ...filters, after, limit: limit + 1 });
      return pageOf(rows, limit, toExpense, ({ date, id }) => writeCursor([date, id]));
    },

    /** Every expense of a plan as the text of a table, the latest first, read while it is written. */
    async table(actor: Actor, planId: string): Promise<AsyncGenerator<string>> {
      await access.find(db.read, actor, planId, 'viewer');
      const people = (await travellerRows.ofPlan(db.read, { planId })).map((row) => ({ id: row.id, name: nameOf(row) }));
      const all = async function* () {
        let after: [string, string] | undefined;
        for (;;) {
          const rows = await repo.list(db.read, { planId, after, limit: TABLE_BATCH });
          yield* rows;
          const last = rows.at(-1);
          if (last === undefined || rows.length < TABLE_BATCH) return;
          after = [last.date, last.id];
        }
      };
      return expensesCsv(all(), people);
    },

    async update(actor: Actor, { id: planId, expenseId, ...changes }: OfExpense & ExpenseChanges): Promise<Expense> {
      const current = await rates.current();
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        const row = await one(tx, planId, expenseId);
        const changed = changedRow(row, changes, { rates: current, travellerIds: await travellerIds(tx, planId), now: now() });
        await repo.change(tx, plan, changed);
        return toExpense(changed);
      });
    },

    async remove(actor: Actor, { id: planId, expenseId }: OfExpense): Promise<{ id: string }> {
      return db.write(async (tx) => {
        const { plan } = await access.find(tx, actor, planId, 'editor');
        if (!(await repo.remove(tx, plan, expenseId))) throw new AppError('not-found');
        return { id: expenseId };
      });
    },

    /** Who paid what and owes what, and the fewest payments that make everybody even. Reads a few columns of each expense. */
    async balances(actor: Actor, planId: string): Promise<Balances> {
      const { plan } = await access.find(db.read, actor, planId, 'viewer');
      const rows = await travellers.everybody(plan);
      const names = new Map(rows.map((row) => [row.id, nameOf(row)]));
      const costs = await repo.costs(db.read, { planId });
      const settlements = await repo.settlements(db.read, { planId });
      const accounts = accountsOf(
        rows.map(({ id }) => id),
        costs,
        settlements.map(({ fromId: from, toId: to, amount }) => ({ from, to, amount })),
      );
      const { payments, fewest } = settlingPayments(accounts.map(({ balance }) => balance));
      const idOf = (place: number): string => accounts[place]?.id ?? '';
      return {
        currency: await baseOf(db.read, plan),
        total: accounts.reduce((total, { paid }) => total + paid, 0),
        travellers: accounts.map((account) => ({ ...account, name: names.get(account.id) ?? FORMER })),
        payments: payments.map(({ from, to, amount }) => ({ from: idOf(from), to: idOf(to), amount })),
        fewest,
      };
    },

    /** What was planned against what was paid. */
    async spending(actor: Actor, planId: string): Promise<Spending> {
      const { plan, document } = await living.find(actor, planId, 'viewer');
      const [byCategory, byDay, byCurrency] = await Promise.all([
        repo.byCategory(db.read, { planId }),
        repo.byDay(db.read, { planId }),
        repo.byCurrency(db.read, { planId }),
      ]);
      return compareSpending(document, { byCategory, byDay, byCurrency }, await baseOf(db.read, plan), await rates.current());
    },
  };
}

export type ExpensesService = ReturnType<typeof expensesService>;
