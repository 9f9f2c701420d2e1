import type { Expense, Id, Settlement } from '@tripmaster/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '../../lib/announcements.ts';
import { api, fetchFile } from '../../lib/api.ts';
import { saveFile } from '../../lib/save-file.ts';
import { readFailure } from '../../lib/failure.ts';
import { toastProblem, toastUndo } from '../../ui/toast.tsx';
import { asItWas } from './expense-draft.ts';
import { costs } from './queries.ts';

/** Removing an expense, which can be undone: it is entered again as it was, by the same rate. */
export function useRemoveExpense(planId: Id) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: costs.all(planId) });
  const restore = useMutation({
    mutationFn: (expense: Expense) => api.plans.expenses.add.mutate({ id: planId, ...asItWas(expense) }),
    onSuccess: refresh,
    onError: (error) => toastProblem(`Not brought back. ${readFailure(error).message}`),
  });
  return useMutation({
    mutationFn: ({ expense }: { expense: Expense; goOn: () => void }) =>
      api.plans.expenses.remove.mutate({ id: planId, expenseId: expense.id }),
    onSuccess: async (_, { expense, goOn }) => {
      await refresh();
      goOn();
      const said = `Removed “${expense.title}”.`;
      announce(said);
      toastUndo(said, () => restore.mutate(expense));
    },
    onError: (error) => toastProblem(`Not removed. ${readFailure(error).message}`),
  });
}

export type Payment = { from: Id; to: Id; amount: number };

/** Keeping that somebody paid a debt, which can be undone. */
export function useSettle(planId: Id) {
  const client = useQueryClient();
  const unsettle = useUnsettle(planId);
  return useMutation({
    mutationFn: ({ payment }: { payment: Payment; said: string; goOn: () => void }) =>
      api.plans.expenses.settle.mutate({ id: planId, ...payment }),
    onSuccess: async (settlement: Settlement, { said, goOn }) => {
      await client.invalidateQueries({ queryKey: costs.all(planId) });
      goOn();
      announce(said);
      toastUndo(said, () => unsettle.mutate({ settlementId: settlement.id, goOn: () => {} }));
    },
    onError: (error) => toastProblem(`Not kept. ${readFailure(error).message}`),
  });
}

export function useUnsettle(planId: Id) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settlementId }: { settlementId: Id; goOn: () => void }) =>
      api.plans.expenses.unsettle.mutate({ id: planId, settlementId }),
    onSuccess: async (_, { goOn }) => {
      await client.invalidateQueries({ queryKey: costs.all(planId) });
      goOn();
      announce('The payment is taken back.');
    },
    onError: (error) => toastProblem(`Not taken back. ${readFailure(error).message}`),
  });
}

/** Fetches what was spent as a table, with the reader's session, and hands it to the browser. */
export function useSaveTable(planId: Id) {
  return useMutation({
    mutationFn: async () => {
      const response = await fetchFile(`/plans/${planId}/expenses.csv`);
      if (!response.ok) throw new Error('The server did not give the file. Try again shortly.');
      saveFile(await response.blob(), 'expenses.csv');
    },
    onError: (error) => toastProblem(`Not saved. ${error.message}`),
  });
}
