import type { Plan } from '@tripmaster/contracts';
import { api } from '../../lib/api.ts';
import { freshToken, sessionState } from '../../lib/session.ts';

export type PlanFormat = 'md' | 'ics' | 'json';

/** `Lisbon in five days` as a file's name: `lisbon-in-five-days.md`. */
export function fileName(title: string, format: PlanFormat): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${words.slice(0, 80) || 'trip'}.${format}`;
}

/** Fetches a plan's file with the reader's token, which a plain link cannot carry, and hands it to the browser. */
export async function downloadPlan({ id, title }: Pick<Plan, 'id' | 'title'>, format: PlanFormat): Promise<void> {
  // Any call renews a token that is spent.
  if (freshToken() === undefined && sessionState().status === 'signed-in') await api.account.me.query(undefined);
  const token = freshToken();
  const response = await fetch(`/plans/${id}.${format}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(response.status === 404 ? 'This trip is no longer here.' : 'The server did not give the file. Try again shortly.');
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(title, format);
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
