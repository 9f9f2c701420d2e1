import type { Id, Visibility } from '@tripmaster/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { queries } from '../../lib/queries.ts';
import { toastProblem, toastUndo } from '../../ui/toast.tsx';
import { visibilityOf } from './visibility.ts';

type Named = { id: Id; title: string };

/** Deletes a trip and offers to bring it back; the server keeps it for 30 days. */
export function useDeletePlan(onDeleted: () => void = () => {}) {
  const client = useQueryClient();
  const restore = useRestorePlan();
  return useMutation({
    mutationFn: ({ id }: Named) => api.plans.delete.mutate({ id }),
    onSuccess: async (_, { id, title }) => {
      onDeleted();
      client.removeQueries({ queryKey: queries.plan(id).queryKey });
      await Promise.all([
        client.invalidateQueries({ queryKey: ['plans', 'list'] }),
        client.invalidateQueries({ queryKey: ['plans', 'stats'] }),
      ]);
      toastUndo(`Deleted “${title}”. It can be brought back for 30 days.`, () => restore.mutate({ id, title }));
    },
    onError: (error) => toastProblem(`Not deleted. ${readFailure(error).message}`),
  });
}

export function useRestorePlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Named) => api.plans.undelete.mutate({ id }),
    onSuccess: async (_, { title }) => {
      announce(`Brought back “${title}”.`);
      await client.invalidateQueries({ queryKey: ['plans'] });
    },
    onError: (error) => toastProblem(`Not brought back. ${readFailure(error).message}`),
  });
}

/** Changes who may read a trip, at once here and then on the server. */
export function useSetVisibility() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: Id; visibility: Visibility; showDates?: boolean }) => api.plans.setVisibility.mutate(input),
    onMutate: ({ id, visibility }) => {
      const key = queries.plan(id).queryKey;
      const before = client.getQueryData(key);
      client.setQueryData(key, (plan) => plan && { ...plan, visibility });
      return { before };
    },
    onError: (error, { id, visibility }, context) => {
      if (context?.before !== undefined) client.setQueryData(queries.plan(id).queryKey, context.before);
      toastProblem(`Not made ${visibilityOf(visibility).short.toLowerCase()}. ${readFailure(error).message}`);
    },
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['plans'] }), client.invalidateQueries({ queryKey: ['discover'] })]),
  });
}

/** Makes a plan of one's own of one that one may read, and opens it. */
export function useDuplicatePlan() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ id, start }: Named & { start?: string }) => api.plans.duplicate.mutate({ id, ...(start !== undefined && { start }) }),
    onSuccess: async (copy, { title }) => {
      client.setQueryData(queries.plan(copy.id).queryKey, copy);
      announce(`Copied “${title}”.`);
      await navigate({ to: '/plans/$id', params: { id: copy.id } });
      await Promise.all([
        client.invalidateQueries({ queryKey: ['plans', 'list'] }),
        client.invalidateQueries({ queryKey: ['plans', 'stats'] }),
      ]);
    },
    onError: (error) => toastProblem(`Not copied. ${readFailure(error).message}`),
  });
}
