import { MAX_IMPORT_BYTES, type ImportProposal, type Plan } from '@tripmaster/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { documentWithout, operationsWithout } from './left-out.ts';

/** A file to read, or text that was pasted. */
export type Source = { name: string; file: File } | { name: string; text: string };

/** Something is wrong with a file before it is sent. */
export class FileProblem extends Error {}

/** Has a file read by the server; `into` is the trip that it is read for. */
export function useReadFile(into: string | undefined) {
  return useMutation({
    networkMode: 'always',
    mutationFn: async (source: Source): Promise<ImportProposal> => {
      const sent = 'file' in source ? { content: await base64Of(source.file), encoding: 'base64' as const } : { content: source.text };
      return api.plans.import.mutate({ name: source.name.slice(0, 200) || 'file', ...sent, ...(into !== undefined && { into }) });
    },
    onSuccess: ({ items }) => announce(`Read: ${plural(items.length, 'item')} found.`),
  });
}

async function base64Of(file: File): Promise<string> {
  if (file.size === 0) throw new FileProblem('This file is empty.');
  if (file.size > MAX_IMPORT_BYTES) throw new FileProblem(`This file is larger than ${Math.floor(MAX_IMPORT_BYTES / 1_000_000)} MB.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  // In pieces: a call has room for so many arguments only.
  for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return window.btoa(binary);
}

type Accepted = { proposal: ImportProposal; leftOut: ReadonlySet<string> };

/** Saves what was proposed: a new trip, or a new version of the one there is. */
export function useAcceptImport(onDone: (plan: Plan) => void) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: async ({ proposal: { document, changes }, leftOut }: Accepted): Promise<Plan> => {
      if (document !== undefined) return api.plans.acceptImport.mutate({ document: documentWithout(document, leftOut) });
      if (changes === undefined) throw new FileProblem('There is nothing to add.');
      const { id, version } = changes.plan;
      return api.plans.update.mutate({ id, version, operations: operationsWithout(changes.operations, leftOut) });
    },
    onSuccess: async (plan) => {
      client.setQueryData(queries.plan(plan.id).queryKey, plan);
      await client.invalidateQueries({ queryKey: ['plans', 'list'] });
      onDone(plan);
    },
  });
}
