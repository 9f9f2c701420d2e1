import type { Id } from '@tripmaster/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '../../lib/announcements.ts';
import { readFailure } from '../../lib/failure.ts';
import { plural } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { uploadFile } from '../../lib/upload.ts';

/** A file on its way: how much of it has gone, from 0 to 1, or why it did not get there. */
export type OnItsWay = { key: string; name: string; part: number; problem?: string; stop: () => void };

/** Sends files one after the other; those refused stay listed with the reason until they are put away. */
export function useUploads(planId: Id, itemId?: string) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly OnItsWay[]>([]);
  const change = (key: string, next: Partial<OnItsWay>) =>
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const putAway = (key: string) => setUploads((before) => before.filter((one) => one.key !== key));

  async function send(file: File, key: string, signal: AbortSignal): Promise<boolean> {
    const query = new URLSearchParams({ plan: planId, name: file.name, ...(itemId !== undefined && { item: itemId }) });
    try {
      signal.throwIfAborted();
      await uploadFile(`/files?${query}`, file, { onProgress: (part) => change(key, { part }), signal });
      await client.invalidateQueries({ queryKey: queries.files(planId).queryKey });
      putAway(key);
      return true;
    } catch (error) {
      const { code, message } = readFailure(error);
      if (code === 'aborted') putAway(key);
      else change(key, { problem: message });
      return false;
    }
  }

  return {
    uploads,
    putAway,
    add: async (files: readonly File[]) => {
      const waiting = files.map((file) => {
        const abort = new AbortController();
        const key = crypto.randomUUID();
        return { file, abort, row: { key, name: file.name, part: 0, stop: () => abort.abort() } };
      });
      setUploads((before) => [...before, ...waiting.map(({ row }) => row)]);
      let added = 0;
      for (const { file, abort, row } of waiting) if (await send(file, row.key, abort.signal)) added += 1;
      if (added > 0) announce(`${plural(added, 'file')} added.`);
    },
  };
}
