import type { Balances, Category, Id, PlanTraveller, Settlement, Spending } from '@tripmaster/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

export type ExpenseFilter = { category?: Category; paidBy?: Id };

/** The first page of a list has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}

/** What the page of costs reads. Every key begins with `costs` and the plan. */
export const costs = {
  all: (id: Id) => ['costs', id] as const,
  list: (id: Id, filter: ExpenseFilter) =>
    infiniteQueryOptions({
      queryKey: ['costs', id, 'list', filter],
      queryFn: ({ signal, pageParam }) =>
        api.plans.expenses.list.query({ id, limit: 50, ...filter, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
  balances: (id: Id) =>
    queryOptions({
      queryKey: ['costs', id, 'balances'],
      queryFn: ({ signal }): Promise<Balances> => api.plans.expenses.balances.query({ id }, { signal }),
    }),
  spending: (id: Id) =>
    queryOptions({
      queryKey: ['costs', id, 'spending'],
      queryFn: ({ signal }): Promise<Spending> => api.plans.expenses.spending.query({ id }, { signal }),
    }),
  settlements: (id: Id) =>
    queryOptions({
      queryKey: ['costs', id, 'settlements'],
      queryFn: async ({ signal }): Promise<Settlement[]> => (await api.plans.expenses.settlements.query({ id }, { signal })).items,
    }),
  travellers: (id: Id) =>
    queryOptions({
      queryKey: ['costs', id, 'travellers'],
      queryFn: async ({ signal }): Promise<PlanTraveller[]> => (await api.plans.travellers.list.query({ id }, { signal })).items,
    }),
};
