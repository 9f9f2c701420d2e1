import type { Idea, Item } from './item.ts';
import type { Plan } from './plan.ts';
import { daysBetween, minutesOf } from './time.ts';
import type { PlanOperation } from './verification.ts';

type Undoable = Pick<Plan, 'version' | 'title' | 'days' | 'ideas' | 'destinations' | 'request'>;

/** Where something stands in the plan, and what was done to it on the way. */
type Stand =
  | { as: 'item'; date: string; item: Item; touched: ReadonlySet<'time' | 'end' | 'all' | 'cost'> }
  | { as: 'idea'; idea: Idea }
  | undefined;

/**
 * Operations that undo `operations`, which were done to `before`; made of what they changed alone, so that they can be
 * rebased on what others did since. `undefined` where operations cannot tell it, as days were dropped: there, only going
 * back to the whole version helps.
 */
export function inverse(operations: readonly PlanOperation[], before: Undoable): PlanOperation[] | undefined {
  const redating = operations.find(({ op }) => op === 'set-dates');
  if (redating !== undefined) return operations.length === 1 ? undated(redating, before) : undefined;
  const [was, is] = [standing(before), standing(before)];
  const ids = new Set<string>();
  for (const operation of operations) follow(is, operation, ids);
  return [...unwished(operations, before), ...addedLast([...ids].flatMap((id) => backTo(id, was.get(id), is.get(id), before.version)))];
}

/** A trip that was moved as a whole is moved back; one that became shorter has lost days. */
function undated(operation: PlanOperation, { destinations, days }: Undoable): PlanOperation[] | undefined {
  const start = destinations[0]?.arrive ?? days[0]?.date;
  const end = destinations.at(-1)?.depart ?? days.at(-1)?.date;
  if (operation.op !== 'set-dates' || start === undefined || end === undefined) return undefined;
  return daysBetween(start, end) === daysBetween(operation.start, operation.end) ? [{ op: 'set-dates', start, end }] : undefined;
}

function unwished(operations: readonly PlanOperation[], { title, request }: Undoable): PlanOperation[] {
  const done = new Set(operations.map(({ op }) => op));
  const { budget } = request;
  return [
    ...(done.has('rename') ? [{ op: 'rename' as const, title }] : []),
    ...(done.has('set-budget')
      ? [{ op: 'set-budget' as const, ...(budget === undefined ? {} : { budget: { amount: budget.amount, currency: budget.currency } }) }]
      : []),
    // Nothing said is what these say.
    ...(done.has('set-style') ? [{ op: 'set-style' as const, style: request.style ?? 'mid' }] : []),
    ...(done.has('set-pace') ? [{ op: 'set-pace' as const, pace: request.pace ?? 'balanced' }] : []),
  ];
}

function standing({ days, ideas = [] }: Undoable): Map<string, Stand> {
  const touched: ReadonlySet<never> = new Set();
  return new Map<string, Stand>([
    ...ideas.map((idea): [string, Stand] => [idea.id, { as: 'idea', idea }]),
    ...days.flatMap(({ date, items }) => items.map((item): [string, Stand] => [item.id, { as: 'item', date, item, touched }])),
  ]);
}

/** Does to `is` what an operation does to the plan, as far as undoing it asks; `ids` gathers what it is about. */
function follow(is: Map<string, Stand>, operation: PlanOperation, ids: Set<string>): void {
  const id = idOf(operation);
  if (id === undefined) return;
  ids.add(id);
  const stand = is.get(id);
  const item = stand?.as === 'item' ? stand : undefined;
  const put = (how: 'time' | 'end' | 'all' | 'cost' | undefined, date: string, next: Item): void => {
    is.set(next.id, { as: 'item', date, item: next, touched: new Set([...(item?.touched ?? []), ...(how === undefined ? [] : [how])]) });
  };
  switch (operation.op) {
    case 'remove':
    case 'drop-idea':
      is.set(id, undefined);
      break;
    case 'add':
      put('all', operation.date, operation.item);
      break;
    case 'note-idea':
      is.set(id, { as: 'idea', idea: operation.idea });
      break;
    case 'unschedule':
      if (item !== undefined) is.set(id, { as: 'idea', idea: item.item });
      break;
    case 'schedule':
      if (stand?.as === 'idea') put('all', operation.date, { ...stand.idea, start: operation.start, end: operation.end, locked: false });
      break;
    default:
      if (item === undefined) break;
      if (operation.op === 'retime') put('end', item.date, { ...item.item, start: operation.start, end: operation.end });
      if (operation.op === 'move') put('time', operation.date, { ...item.item, start: operation.start });
      if (operation.op === 'note') put(undefined, item.date, { ...item.item, notes: operation.notes });
      if (operation.op === 'cost') put('cost', item.date, item.item);
      if (operation.op === 'lock') put(undefined, item.date, { ...item.item, locked: operation.locked });
      if (operation.op === 'replace') {
        is.set(id, undefined);
        ids.add(operation.item.id);
        put('all', item.date, operation.item);
      }
  }
}

function idOf(operation: PlanOperation): string | undefined {
  if (operation.op === 'add') return operation.item.id;
  if (operation.op === 'note-idea') return operation.idea.id;
  return 'itemId' in operation ? operation.itemId : undefined;
}

function backTo(id: string, was: Stand, is: Stand, from: number): PlanOperation[] {
  const free: PlanOperation[] = is?.as === 'item' && is.item.locked ? [{ op: 'lock', itemId: id, locked: false }] : [];
  if (was?.as === 'item') {
    const { date, item } = was;
    if (is?.as === 'item') return changedBack(id, was, is, from);
    return [...(is === undefined ? [] : [{ op: 'drop-idea' as const, itemId: id }]), { op: 'add', date, item, from }];
  }
  const gone: PlanOperation[] = is?.as === 'item' ? [...free, { op: 'remove', itemId: id }] : [];
  if (was?.as === 'idea') return [...gone, { op: 'note-idea', idea: was.idea, from }];
  return is?.as === 'idea' ? [{ op: 'drop-idea', itemId: id }] : gone;
}

type Placed = Extract<Stand, { as: 'item' }>;

function changedBack(itemId: string, was: Placed, is: Placed, from: number): PlanOperation[] {
  const { date, item } = was;
  const { touched } = is;
  const operations: PlanOperation[] = [];
  const moved = is.date !== date;
  // A price that was not the traveller's comes back as whose it was only with the item, and a landing on its date.
  const landed = item.arrival !== undefined && (touched.has('time') || touched.has('end'));
  if (landed && moved) {
    const free: PlanOperation[] = is.item.locked ? [{ op: 'lock', itemId, locked: false }] : [];
    return [...free, { op: 'remove', itemId }, { op: 'add', date, item, from }];
  }
  const priced = touched.has('cost') && item.cost !== undefined && item.costBasis !== 'given';
  const whole = touched.has('all') || landed || priced;
  if (whole) operations.push({ op: 'replace', itemId, item: { ...item, locked: false }, from });
  else {
    const keepsLength = item.kind !== 'stay' && item.kind !== 'transfer' && minutesOf(item.end) > minutesOf(item.start);
    if (touched.has('end') || (touched.has('time') && !(moved && keepsLength)))
      operations.push({ op: 'retime', itemId, start: item.start, end: item.end });
    if (touched.has('cost')) operations.push({ op: 'cost', itemId, ...(item.cost === undefined ? {} : { cost: item.cost }) });
    if ((is.item.notes ?? '') !== (item.notes ?? ''))
      operations.push({ op: 'note', itemId, ...(item.notes === undefined ? {} : { notes: item.notes }) });
  }
  // With its old length it fits where it was.
  if (moved) operations.push({ op: 'move', itemId, date, start: item.start });
  const held = operations.some(({ op }) => op !== 'note' && op !== 'cost');
  if (is.item.locked && (held || !item.locked)) operations.unshift({ op: 'lock', itemId, locked: false });
  if (item.locked && (whole || held || !is.item.locked)) operations.push({ op: 'lock', itemId, locked: true });
  return operations;
}

/** What was taken goes in again after what was put in its place is out. */
function addedLast(operations: readonly PlanOperation[]): PlanOperation[] {
  const late = ({ op }: PlanOperation): boolean => op === 'add' || op === 'note-idea';
  return [...operations.filter((one) => !late(one)), ...operations.filter(late)];
}
