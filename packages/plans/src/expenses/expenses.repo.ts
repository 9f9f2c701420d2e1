import type { Category } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, gt, gte, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Authorized } from '../access/access.ts';
import type { Cursor } from '../plans/cursor.ts';
import type { PlanRow } from '../plans/plans.repo.ts';

export type ExpenseRow = Database['tables']['planExpenses']['$inferSelect'];
export type SettlementRow = Database['tables']['planSettlements']['$inferSelect'];
type EditablePlan = Authorized<Pick<PlanRow, 'id'>, 'editor'>;

export type ExpenseQuery = {
  planId: string;
  category?: Category | undefined;
  paidBy?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: Cursor | undefined;
  limit: number;
};

/** Queries of what was spent on a plan. Sums are the database's; rows are read a page at a time, or narrow. */
export function expensesRepo({ tables: { planExpenses, planSettlements } }: Pick<Database, 'tables'>) {
  const ofPlan = eq(planExpenses.planId, sql.placeholder('planId'));
  /** Sums of whole numbers below 2^53: PostgreSQL gives them as text. */
  const total = (column: typeof planExpenses.amount | typeof planExpenses.baseAmount) => sql<number>`sum(${column})`.mapWith(Number);

  /** One statement for each shape of list, which its name tells. */
  function listStatement({ category, paidBy, from, to, after }: ExpenseQuery) {
    const parts: [string, unknown, SQL][] = [
      ['category', category, eq(planExpenses.category, sql.placeholder('category'))],
      ['payer', paidBy, eq(planExpenses.paidBy, sql.placeholder('paidBy'))],
      ['from', from, gte(planExpenses.date, sql.placeholder('from'))],
      ['to', to, lte(planExpenses.date, sql.placeholder('to'))],
      ['after', after, sql`(${planExpenses.date}, ${planExpenses.id}) < (${sql.placeholder('afterDate')}, ${sql.placeholder('afterId')})`],
    ];
    const asked = parts.filter(([, value]) => value !== undefined);
    return statement(['expenses-list', ...asked.map(([name]) => name)].join('-'), (db: Reader) =>
      db
        .select()
        .from(planExpenses)
        .where(and(ofPlan, ...asked.map(([, , condition]) => condition)))
        .orderBy(desc(planExpenses.date), desc(planExpenses.id))
        .limit(sql.placeholder('limit')),
    );
  }

  return {
    /** The latest day first. */
    list(db: Reader, query: ExpenseQuery) {
      const { planId, category, paidBy, from, to, after, limit } = query;
      return listStatement(query)(db, { planId, category, paidBy, from, to, afterDate: after?.[0], afterId: after?.[1], limit });
    },

    byId: statement('expense-by-id', (db: Reader) =>
      db
        .select()
        .from(planExpenses)
        .where(and(eq(planExpenses.id, sql.placeholder('id')), ofPlan)),
    ),

    count: statement('expenses-count', (db: Reader) => db.select({ count: count() }).from(planExpenses).where(ofPlan)),

    /** The currency that the plan's expenses were converted into: all into the same. */
    base: statement('expenses-base', (db: Reader) =>
      db.select({ currency: planExpenses.baseCurrency }).from(planExpenses).where(ofPlan).limit(1),
    ),

    /** The same of its payments. */
    settledIn: statement('settlements-base', (db: Reader) =>
      db
        .select({ currency: planSettlements.currency })
        .from(planSettlements)
        .where(eq(planSettlements.planId, sql.placeholder('planId')))
        .limit(1),
    ),

    /** As much of each expense as the balances are made of. */
    costs: statement('expenses-costs', (db: Reader) =>
      db
        .select({ base: planExpenses.baseAmount, paidBy: planExpenses.paidBy, split: planExpenses.split })
        .from(planExpenses)
        .where(ofPlan)
        .orderBy(asc(planExpenses.date), asc(planExpenses.id)),
    ),

    byCategory: statement('expenses-by-category', (db: Reader) =>
      db
        .select({ category: planExpenses.category, paid: total(planExpenses.baseAmount) })
        .from(planExpenses)
        .where(ofPlan)
        .groupBy(planExpenses.category),
    ),

    byDay: statement('expenses-by-day', (db: Reader) =>
      db
        .select({ date: planExpenses.date, paid: total(planExpenses.baseAmount) })
        .from(planExpenses)
        .where(ofPlan)
        .groupBy(planExpenses.date)
        .orderBy(asc(planExpenses.date)),
    ),

    byCurrency: statement('expenses-by-currency', (db: Reader) =>
      db
        .select({
          currency: planExpenses.currency,
          amount: total(planExpenses.amount),
          base: total(planExpenses.baseAmount),
          count: count(),
        })
        .from(planExpenses)
        .where(ofPlan)
        .groupBy(planExpenses.currency)
        .orderBy(asc(planExpenses.currency)),
    ),

    async add(tx: Transaction, _plan: EditablePlan, row: ExpenseRow) {
      await tx.insert(planExpenses).values(row);
    },

    async change(tx: Transaction, { id: planId }: EditablePlan, { id, ...row }: ExpenseRow) {
      await tx
        .update(planExpenses)
        .set(row)
        .where(and(eq(planExpenses.id, id), eq(planExpenses.planId, planId)));
    },

    /** False when there is none. */
    async remove(tx: Transaction, { id: planId }: EditablePlan, id: string) {
      const removed = await tx
        .delete(planExpenses)
        .where(and(eq(planExpenses.id, id), eq(planExpenses.planId, planId)))
        .returning({ id: planExpenses.id });
      return removed.length > 0;
    },

    settlements: statement('settlements-of-plan', (db: Reader) =>
      db
        .select()
        .from(planSettlements)
        .where(eq(planSettlements.planId, sql.placeholder('planId')))
        .orderBy(asc(planSettlements.id)),
    ),

    settlementById: statement('settlement-by-id', (db: Reader) =>
      db
        .select()
        .from(planSettlements)
        .where(and(eq(planSettlements.id, sql.placeholder('id')), eq(planSettlements.planId, sql.placeholder('planId')))),
    ),

    async addSettlement(tx: Transaction, _plan: EditablePlan, row: SettlementRow) {
      await tx.insert(planSettlements).values(row);
    },

    /** False when there is none. */
    async removeSettlement(tx: Transaction, { id: planId }: EditablePlan, id: string) {
      const removed = await tx
        .delete(planSettlements)
        .where(and(eq(planSettlements.id, id), eq(planSettlements.planId, planId)))
        .returning({ id: planSettlements.id });
      return removed.length > 0;
    },

    /** From now on the rates of all that was spent so far stay as they are. */
    async freeze(tx: Transaction, { id: planId }: EditablePlan, at: number) {
      await tx
        .update(planExpenses)
        .set({ settledAt: at })
        .where(and(eq(planExpenses.planId, planId), isNull(planExpenses.settledAt)));
    },

    /** What no payment is left for that was made at `after` or before it may be converted again. */
    async thaw(tx: Transaction, { id: planId }: EditablePlan, after: number) {
      await tx
        .update(planExpenses)
        .set({ settledAt: null })
        .where(and(eq(planExpenses.planId, planId), gt(planExpenses.settledAt, after)));
    },
  };
}

export type ExpensesRepo = ReturnType<typeof expensesRepo>;
