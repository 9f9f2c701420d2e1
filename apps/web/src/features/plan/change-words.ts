import type { IdeaDifference, ItemDifference, Money, PlanEvent } from '@tripmaster/contracts';
import { formatDate, formatList, readableDates } from '../../lib/format.ts';

const FIELDS: Readonly<Record<string, string>> = {
  start: 'times',
  end: 'times',
  cost: 'price',
  costBasis: 'price',
  notes: 'note',
  title: 'name',
  place: 'place',
  hours: 'opening hours',
  links: 'links',
  arrival: 'arrival',
};

/** `10:00 Castle, new`, `14:30 Castle, moved from Sat 15 May, 10:00`, `19:00 Dinner, fixed`. */
export function changeText(difference: ItemDifference): string {
  const { change, item } = difference;
  const head = `${item.start} ${item.title}`;
  if (change === 'added') return `${head}, new`;
  if (change === 'removed') return `${head}, taken out`;
  const { before, fields, date } = difference;
  const parts: string[] = [];
  if (before.item.title !== item.title) parts.push(`in place of ${before.item.title}`);
  if (before.date !== date) parts.push(`moved from ${formatDate(before.date)}, ${before.item.start}`);
  else if (before.item.start !== item.start || before.item.end !== item.end) parts.push(`${before.item.start}–${before.item.end} before`);
  if (before.item.locked !== item.locked) parts.push(item.locked ? 'fixed' : 'no longer fixed');
  const others = [...new Set(fields.filter((field) => !SAID.has(field)).map((field) => FIELDS[field] ?? field))];
  if (others.length > 0) parts.push(`${formatList(others)} changed`);
  if (parts.length === 0) parts.push(fields.includes('travelFromPrevious') ? 'with another way there' : 'changed');
  return `${head}, ${parts.join('; ')}`;
}

/** `Sail, new`; one that was given a time stands among the stops as well. */
export function ideaText({ change, idea }: IdeaDifference): string {
  return `${idea.title}, ${{ added: 'new', removed: 'taken off the list', changed: 'changed' }[change]}`;
}

/** `Ben moved “Castle” to 13 May, 10:00.`, `Somebody made 2 changes: …` */
export function changeSentence({ label, author = 'Somebody' }: Pick<Extract<PlanEvent, { type: 'changed' }>, 'label' | 'author'>): string {
  const words = readableDates(label);
  return `${author} ${/^\d/.test(words) ? 'made ' : ''}${words.charAt(0).toLowerCase()}${words.slice(1)}.`;
}

/** Told in words of their own; the way there follows from what stands before. */
const SAID: ReadonlySet<string> = new Set(['date', 'start', 'end', 'locked', 'title', 'travelFromPrevious']);

/** What the change adds to the trip's total; undefined where nothing or where it is in another currency. */
export function costOf(difference: ItemDifference, currency: string): Money | undefined {
  const of = ({ cost }: ItemDifference['item']) => (cost?.currency === currency ? cost.amount : 0);
  const { change, item } = difference;
  const amount = change === 'added' ? of(item) : change === 'removed' ? -of(item) : of(item) - of(difference.before.item);
  return amount === 0 ? undefined : { amount, currency };
}
