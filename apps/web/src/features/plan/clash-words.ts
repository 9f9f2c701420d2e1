import type { Clash, Item, PlanOperation } from '@tripmaster/contracts';
import { formatDate, formatMoney } from '../../lib/format.ts';

/** What a clash is about, what others made of it, and what one's own change would make of it. */
export type Sides = { about: string; theirs: string; mine: string };

export function sidesOf(clash: Clash): Sides {
  const { operation, item, idea } = clash;
  const about = item?.item.title ?? idea?.idea.title ?? ABOUT[operation.op] ?? titleIn(operation) ?? 'This trip';
  return { about, theirs: theirsOf(clash), mine: mineOf(operation) };
}

const ABOUT: Readonly<Partial<Record<PlanOperation['op'], string>>> = {
  rename: 'The trip’s name',
  'set-budget': 'The limit',
  'set-style': 'The style',
  'set-pace': 'The pace',
  'set-dates': 'The dates',
};

function titleIn(operation: PlanOperation): string | undefined {
  if (operation.op === 'add') return operation.item.title;
  return operation.op === 'note-idea' ? operation.idea.title : undefined;
}

function theirsOf({ operation, because, item, idea }: Clash): string {
  if (because === 'day-gone') return 'That day is not in the trip any more';
  if (because === 'wish-changed') return 'Changed by others';
  if (item?.change === 'removed') return idea === undefined ? 'Taken out' : 'No time yet';
  if (idea?.change === 'removed') return item === undefined ? 'Taken off the list' : at(item.date, item.item);
  if (item === undefined) return 'Changed by others';
  switch (operation.op) {
    case 'note':
      return quoted(item.item.notes);
    case 'cost':
      return item.item.cost === undefined ? 'No price' : formatMoney(item.item.cost);
    case 'lock':
      return item.item.locked ? 'Fixed' : 'May move';
    default:
      return `${at(item.date, item.item)}${item.item.locked ? ', fixed' : ''}`;
  }
}

function mineOf(operation: PlanOperation): string {
  switch (operation.op) {
    case 'note':
      return quoted(operation.notes);
    case 'cost':
      return operation.cost === undefined ? 'No price' : formatMoney(operation.cost);
    case 'lock':
      return operation.locked ? 'Fixed' : 'May move';
    case 'retime':
      return `${operation.start}–${operation.end}`;
    case 'move':
      return `${formatDate(operation.date)}, ${operation.start}`;
    case 'schedule':
      return at(operation.date, operation);
    case 'add':
      return at(operation.date, operation.item);
    case 'replace':
      return `${operation.item.title}, ${operation.item.start}–${operation.item.end}`;
    case 'remove':
      return 'Taken out';
    case 'drop-idea':
      return 'Taken off the list';
    case 'unschedule':
    case 'note-idea':
      return 'No time yet';
    case 'rename':
      return operation.title;
    case 'set-budget':
      return operation.budget === undefined ? 'No limit' : formatMoney(operation.budget);
    case 'set-style':
      return operation.style;
    case 'set-pace':
      return operation.pace;
    default:
      return `${formatDate(operation.start)} to ${formatDate(operation.end)}`;
  }
}

function at(date: string, { start, end }: Pick<Item, 'start' | 'end'>): string {
  return `${formatDate(date)}, ${start}–${end}`;
}

function quoted(notes: string | undefined): string {
  return notes === undefined || notes === '' ? 'No note' : `“${notes}”`;
}
