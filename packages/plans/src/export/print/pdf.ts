import type { Plan } from '@tripmaster/contracts';
import { planSheet } from '../sheet.ts';
import type { Printer } from './printer.ts';
import { printable } from './printable.ts';

export type Paper = 'a4' | 'letter';

/** A saved plan as a PDF, tagged and with bookmarks. The same plan gives the same document. */
export async function planPdf(printer: Printer, plan: Plan, { paper = 'a4' }: { paper?: Paper } = {}): Promise<Uint8Array> {
  const data = JSON.stringify(printable(planSheet(plan), plan));
  return printer.print('plan', { data, paper }, writtenAt(plan));
}

/** A plan as a picture of 1200 × 630 for pages that link to it (PNG). */
export async function planPreview(printer: Printer, plan: Plan): Promise<Uint8Array> {
  const { days: _days, ...head } = printable(planSheet(plan), plan);
  return printer.print('preview', { data: JSON.stringify(head) }, writtenAt(plan));
}

function writtenAt({ updatedAt, datesHidden }: Plan): string {
  return datesHidden === true ? new Date(0).toISOString() : updatedAt;
}
