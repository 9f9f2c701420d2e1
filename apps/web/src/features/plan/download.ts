import type { Plan } from '@tripmaster/contracts';
import { fetchFile } from '../../lib/api.ts';
import { saveFile } from '../../lib/save-file.ts';
import { type Paper, type PlanFormat, fileName } from './words.ts';

/**
 * Fetches a plan's file with the reader's session, which a plain link cannot carry, and hands it to the browser.
 * `token`: of the link the plan is read by.
 */
export async function downloadPlan(
  { id, title }: Pick<Plan, 'id' | 'title'>,
  token: string | undefined,
  format: PlanFormat,
  paper: Paper,
): Promise<void> {
  const plan = token === undefined ? `/plans/${id}` : `/s/${token}/plan`;
  const response = await fetchFile(`${plan}.${format}${format === 'pdf' ? `?paper=${paper}` : ''}`);
  if (!response.ok)
    throw new Error(response.status === 404 ? 'This trip is no longer here.' : 'The server did not give the file. Try again shortly.');
  saveFile(await response.blob(), fileName(title, format));
}
