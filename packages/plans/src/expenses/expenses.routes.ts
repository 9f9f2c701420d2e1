import {
  balances,
  byId,
  category,
  expense,
  expenseChanges,
  id,
  line,
  MOST_MONEY,
  newExpense,
  page,
  pageInput,
  plainDate,
  planTraveller,
  settlement,
  spending,
} from '@tripmaster/contracts';
import { router, signedIn, signedInInTurn, signedInUpTo } from '@tripmaster/rpc';
import { z } from 'zod';
import { EXPENSES_AN_ACCOUNT, RECKONINGS_AN_ACCOUNT } from '../plans/limits.ts';
import type { ExpensesService } from './expenses.service.ts';
import type { SettlementsService } from './settlements.service.ts';
import type { TravellersService } from './travellers.service.ts';

const filters = { category: category.optional(), paidBy: id.optional(), from: plainDate.optional(), to: plainDate.optional() };

/** `id` is the plan's everywhere. */
export function expensesRoutes({ expenses, settlements }: { expenses: ExpensesService; settlements: SettlementsService }) {
  return router({
    add: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Enters something that was paid for together, converted into the trip’s currency.', once: true, tool: 'adds' })
      .input(newExpense.extend({ id }))
      .output(expense)
      .mutation(({ ctx, input }) => expenses.add(ctx.actor, input, ctx.idempotencyKey)),
    list: signedIn
      .meta({ summary: 'What was spent on a trip, the latest day first.', tool: 'reads' })
      .input(z.strictObject({ id, ...pageInput, ...filters }))
      .output(page(expense))
      .query(({ ctx, input }) => expenses.list(ctx.actor, input)),
    update: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Changes an expense; its rate stays unless another is asked for.' })
      .input(expenseChanges.extend({ id, expenseId: id }))
      .output(expense)
      .mutation(({ ctx, input }) => expenses.update(ctx.actor, input)),
    remove: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Removes an expense.' })
      .input(z.strictObject({ id, expenseId: id }))
      .output(byId)
      .mutation(({ ctx, input }) => expenses.remove(ctx.actor, input)),
    balances: signedInInTurn(RECKONINGS_AN_ACCOUNT)
      .meta({ summary: 'Who owes whom, and the fewest payments that make everybody even.', tool: 'reads' })
      .input(byId)
      .output(balances)
      .query(({ ctx, input }) => expenses.balances(ctx.actor, input.id)),
    spending: signedInUpTo(RECKONINGS_AN_ACCOUNT)
      .meta({ summary: 'What was planned against what was paid, by kind, day and currency.', tool: 'reads' })
      .input(byId)
      .output(spending)
      .query(({ ctx, input }) => expenses.spending(ctx.actor, input.id)),
    settle: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Keeps that one traveller gave another money to be even; rates stay as they are from then on.', once: true })
      .input(z.strictObject({ id, from: id, to: id, amount: z.int().min(1).max(MOST_MONEY) }))
      .output(settlement)
      .mutation(({ ctx, input }) => settlements.settle(ctx.actor, input, ctx.idempotencyKey)),
    settlements: signedIn
      .meta({ summary: 'What travellers gave one another to be even.' })
      .input(byId)
      .output(z.strictObject({ items: z.array(settlement) }))
      .query(({ ctx, input }) => settlements.list(ctx.actor, input.id)),
    unsettle: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Takes back that a debt was paid.' })
      .input(z.strictObject({ id, settlementId: id }))
      .output(byId)
      .mutation(({ ctx, input }) => settlements.remove(ctx.actor, input)),
  });
}

/** `id` is the plan's everywhere. */
export function travellersRoutes(travellers: TravellersService) {
  return router({
    list: signedIn
      .meta({ summary: 'Who shares the costs of a trip.', tool: 'reads' })
      .input(byId)
      .output(z.strictObject({ items: z.array(planTraveller) }))
      .query(({ ctx, input }) => travellers.list(ctx.actor, input.id)),
    add: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Adds somebody without an account who shares the costs of a trip.', once: true })
      .input(z.strictObject({ id, name: line(80) }))
      .output(planTraveller)
      .mutation(({ ctx, input }) => travellers.add(ctx.actor, input, ctx.idempotencyKey)),
    update: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Renames somebody without an account.' })
      .input(z.strictObject({ id, travellerId: id, name: line(80) }))
      .output(planTraveller)
      .mutation(({ ctx, input }) => travellers.rename(ctx.actor, input)),
    remove: signedInUpTo(EXPENSES_AN_ACCOUNT)
      .meta({ summary: 'Removes somebody who has no part in what was spent.' })
      .input(z.strictObject({ id, travellerId: id }))
      .output(byId)
      .mutation(({ ctx, input }) => travellers.remove(ctx.actor, input)),
  });
}
