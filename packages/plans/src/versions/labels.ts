import { formatMoney, type PlanDocument, type PlanChange, type PlanOperation } from '@tripmaster/contracts';
import { count, dayAndMonth } from '../words.ts';

/** Changes named in the label of a version that has several. */
const MOST_NAMED = 3;
const LONGEST = 240;

/** What a version's change was, for its row in the history. The first version was made, not changed. */
export function labelOf(change: PlanChange | null): string {
  if (change === null) return 'Made';
  return change.kind === 'restored' ? `Went back to version ${change.version}` : change.label;
}

/** What was done to a plan that was `before`: `Moved “Castle” to 14 May, 10:00`; `3 changes: …` where it was more. */
export function labelOfOperations(operations: readonly PlanOperation[], before: Pick<PlanDocument, 'days' | 'ideas'>): string {
  const known = [...before.days.flatMap(({ items }) => items), ...(before.ideas ?? [])];
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  const words = operations.map((operation) => {
    const title = `“${('itemId' in operation ? titles.get(operation.itemId) : undefined) ?? 'something'}”`;
    if (operation.op === 'add' || operation.op === 'replace') titles.set(operation.item.id, operation.item.title);
    if (operation.op === 'note-idea') titles.set(operation.idea.id, operation.idea.title);
    return describe(operation, title);
  });
  const [only = 'Nothing changed'] = words;
  if (words.length <= 1) return cut(only);
  const named = words.slice(0, MOST_NAMED).map((one) => one.charAt(0).toLowerCase() + one.slice(1));
  const more = words.length > MOST_NAMED ? [`and ${words.length - MOST_NAMED} more`] : [];
  return cut(`${count(words.length, 'change')}: ${[...named, ...more].join('; ')}`);
}

function describe(operation: PlanOperation, title: string): string {
  switch (operation.op) {
    case 'remove':
      return `Removed ${title}`;
    case 'move':
      return `Moved ${title} to ${dayAndMonth(operation.date)}, ${operation.start}`;
    case 'retime':
      return `Set ${title} to ${operation.start}–${operation.end}`;
    case 'replace':
      return title === `“${operation.item.title}”` ? `Changed ${title}` : `Put “${operation.item.title}” in place of ${title}`;
    case 'add':
      return `Added “${operation.item.title}” on ${dayAndMonth(operation.date)}, ${operation.item.start}`;
    case 'lock':
      return `${operation.locked ? 'Locked' : 'Unlocked'} ${title}`;
    case 'note':
      return operation.notes === undefined || operation.notes === '' ? `Removed the note of ${title}` : `Wrote a note on ${title}`;
    case 'cost':
      return operation.cost === undefined ? `Removed the price of ${title}` : `Set the price of ${title} to ${formatMoney(operation.cost)}`;
    case 'set-budget':
      return operation.budget === undefined ? 'Removed the limit' : `Set the limit to ${formatMoney(operation.budget)}`;
    case 'set-style':
      return `Set the style to ${operation.style}`;
    case 'set-pace':
      return `Set the pace to ${operation.pace}`;
    case 'note-idea':
      return `Noted “${operation.idea.title}” for later`;
    case 'drop-idea':
      return `Dropped ${title}`;
    case 'schedule':
      return `Gave ${title} a time: ${dayAndMonth(operation.date)}, ${operation.start}`;
    case 'unschedule':
      return `Took the time of ${title} away`;
    case 'rename':
      return `Renamed the trip to “${operation.title}”`;
    default:
      return `Set the dates to ${dayAndMonth(operation.start)} to ${dayAndMonth(operation.end)}`;
  }
}

function cut(label: string): string {
  const letters = [...label];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : label;
}
