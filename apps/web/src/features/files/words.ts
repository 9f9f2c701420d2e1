import type { Plan, PlanFile } from '@tripmaster/contracts';
import { formatDate } from '../../lib/format.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** `16 bytes`, `3.1 kB`, `100 MB`. */
export function sizeText(octets: number): string {
  const step = octets < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(octets) / 3));
  const value = octets / 1_000 ** step;
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1 })} ${UNITS[step]}`;
}

const KINDS: Readonly<Record<PlanFile['type'], string>> = {
  'image/jpeg': 'Picture',
  'image/png': 'Picture',
  'image/webp': 'Picture',
  'application/pdf': 'PDF',
  'text/plain': 'Text',
};

export function kindText({ type }: Pick<PlanFile, 'type'>): string {
  return KINDS[type];
}

/** The stops a file can belong to, by their ids, day by day. */
export function stopChoices({ days }: Pick<Plan, 'days'>): { value: string; label: string }[] {
  return days.flatMap(({ date, items }) =>
    items.filter(({ kind }) => kind !== 'free').map(({ id, title }) => ({ value: id, label: `${formatDate(date)}: ${title}` })),
  );
}
