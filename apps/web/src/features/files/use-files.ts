import type { FileUpdate, Id, PlanFile } from '@tripmaster/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { announce } from '../../lib/announcements.ts';
import { api, fetchFile } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { queries } from '../../lib/queries.ts';
import { saveFile } from '../../lib/save-file.ts';
import { toastProblem, toastUndo } from '../../ui/toast.tsx';

/** As long as the offer to undo stands. */
const REMOVED_AFTER_MS = 8_000;

/** Files that are taken away here and not yet on the server, where that is for good. */
const leaving = new Map<Id, number>();
const listeners = new Set<() => void>();
let hidden: ReadonlySet<Id> = new Set();

function changed(): void {
  hidden = new Set(leaving.keys());
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The files of a trip that the reader sees, without those just removed. */
export function useFiles(planId: Id) {
  const list = useInfiniteQuery(queries.files(planId));
  const gone = useSyncExternalStore(listen, () => hidden);
  const data = list.data && {
    ...list.data,
    pages: list.data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !gone.has(id)) })),
  };
  return { ...list, data };
}

/** Takes a file away, and removes it when the offer to bring it back has gone. */
export function useRemoveFile(planId: Id) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: queries.files(planId).queryKey });
  const remove = useMutation({
    mutationFn: (id: Id) => api.plans.files.remove.mutate({ id }),
    onError: (error) => toastProblem(`Not removed. ${readFailure(error).message}`),
    onSettled: async (_, __, id) => {
      await refresh();
      leaving.delete(id);
      changed();
    },
  });
  return ({ id, name }: PlanFile) => {
    const withdraw = toastUndo(`Removed “${name}”.`, () => {
      window.clearTimeout(leaving.get(id));
      leaving.delete(id);
      changed();
      announce(`“${name}” is back.`);
    });
    leaving.set(
      id,
      window.setTimeout(() => {
        withdraw();
        remove.mutate(id);
      }, REMOVED_AFTER_MS),
    );
    changed();
  };
}

/** Changes a file, and says in one sentence what is so now. */
export function useChangeFile(planId: Id) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ change }: { change: FileUpdate; said: string }) => api.plans.files.update.mutate(change),
    onSuccess: async (_, { said }) => {
      announce(said);
      await client.invalidateQueries({ queryKey: queries.files(planId).queryKey });
    },
  });
}

/** A picture's small likeness as an address that the page's policy lets it show. */
export function useThumbnail({ id, width }: PlanFile): string | undefined {
  return useQuery({
    queryKey: ['files', 'thumbnail', id],
    queryFn: async () => {
      const response = await fetchFile(`/files/${id}/thumbnail`);
      if (!response.ok) throw new Error('no thumbnail');
      return asAddress(await response.blob());
    },
    enabled: width !== undefined,
    staleTime: Infinity,
    retry: false,
  }).data;
}

function asAddress(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(content);
  });
}

export async function downloadFile({ id, name }: PlanFile): Promise<void> {
  const response = await fetchFile(`/files/${id}`).catch(() => undefined);
  if (response === undefined) return toastProblem('Not saved. The server did not answer.');
  if (!response.ok)
    return toastProblem(response.status === 404 ? 'This file is no longer here.' : 'The server did not give the file. Try again shortly.');
  return saveFile(await response.blob(), name);
}
