import type { Item } from './item.ts';
import type { PlanOperation } from './verification.ts';
import type { IdeaDifference, ItemDifference, PlanDiff } from './versions.ts';

/** An operation that was meant for what somebody else changed, and what they made of it. */
export type Clash = {
  operation: PlanOperation;
  because: 'changed' | 'gone' | 'day-gone' | 'id-taken' | 'wish-changed';
  item?: ItemDifference;
  idea?: IdeaDifference;
};

/** `done`: somebody else did the same already. */
type Verdict = 'fine' | 'done' | Clash;
type Changed = Extract<ItemDifference, { change: 'changed' }>;

/** What each operation writes of an item; all of it where it is not named here. Ways and opening times follow from the rest. */
const WRITES: Readonly<Partial<Record<PlanOperation['op'], readonly string[]>>> = {
  // What becomes something of another kind may not last as long, or not over midnight.
  retime: ['start', 'end', 'arrival', 'kind'],
  move: ['date', 'start', 'end', 'arrival', 'kind'],
  unschedule: ['date', 'start', 'end', 'arrival'],
  note: ['notes'],
  cost: ['cost', 'costBasis'],
  lock: ['locked'],
};
const FOLLOWS: ReadonlySet<string> = new Set(['travelFromPrevious', 'hours']);
/** What a lock keeps from happening. */
const HELD: ReadonlySet<string> = new Set(['retime', 'move', 'replace', 'remove', 'unschedule']);
const WISHES: Readonly<Record<string, string>> = { 'set-budget': 'budget', 'set-style': 'style', 'set-pace': 'pace', 'set-dates': 'dates' };

/**
 * Operations that were made on one version of a plan, for a later one: `diff` is what was changed in between. Those that
 * can be sent as they are, and those that clash, as what they are about was changed by others too. What others did
 * already is left out. Where something clashes, the rest may rest on it: send all of it or nothing.
 */
export function rebase(operations: readonly PlanOperation[], diff: PlanDiff): { operations: PlanOperation[]; clashes: Clash[] } {
  const kept: PlanOperation[] = [];
  const clashes: Clash[] = [];
  for (const [operation, verdict] of judged(operations, diff)) {
    if (verdict === 'fine') kept.push(operation);
    else if (verdict !== 'done') clashes.push(verdict);
  }
  return { operations: kept, clashes };
}

/**
 * The same where one's own word is to stand: what others took away is brought back from `version`, which the operations
 * were made on. What cannot be had any more, such as a day that is gone, is left out.
 */
export function insist(operations: readonly PlanOperation[], diff: PlanDiff, version: number): PlanOperation[] {
  const lostDays = new Set(diff.days.removed);
  /** What could not be brought back: nothing more can be done to it. */
  const lost = new Set<string>();
  return judged(operations, diff).flatMap(([operation, verdict]) => {
    const id = operation.op === 'add' ? operation.item.id : 'itemId' in operation ? operation.itemId : '';
    if (verdict === 'done' || lost.has(id)) return [];
    if (verdict === 'fine') return [operation];
    const done = forced(verdict, version);
    const possible = done.every((one) => !('date' in one) || !lostDays.has(one.date));
    if (possible && done.length > 0) return done;
    if (verdict.because === 'gone' || operation.op === 'add' || operation.op === 'schedule') lost.add(id);
    return [];
  });
}

function judged(operations: readonly PlanOperation[], diff: PlanDiff): [PlanOperation, Verdict][] {
  const items = new Map(diff.items.map((one) => [one.item.id, one]));
  const ideas = new Map(diff.ideas.map((one) => [one.idea.id, one]));
  const lostDays = new Set(diff.days.removed);
  /** What earlier operations of the list settled: an id they made or took, a lock they opened. */
  const settled = new Set<string>();
  let redated = false;
  return operations.map((operation) => {
    const verdict = judge(operation);
    settle(operation);
    return [operation, verdict];
  });

  function settle(operation: PlanOperation): void {
    if (operation.op === 'set-dates') redated = true;
    else if (operation.op === 'add') settled.add(operation.item.id);
    else if (operation.op === 'note-idea') settled.add(operation.idea.id);
    else if ('itemId' in operation) settled.add(operation.itemId);
    if (operation.op === 'replace') settled.add(operation.item.id);
  }

  function judge(operation: PlanOperation): Verdict {
    if ('date' in operation && lostDays.has(operation.date) && !redated) return { operation, because: 'day-gone' };
    switch (operation.op) {
      case 'rename':
        // Other dates make another title by themselves.
        if (diff.title === undefined || diff.request.some(({ field }) => field === 'dates')) return 'fine';
        return diff.title.after === operation.title ? 'done' : { operation, because: 'wish-changed' };
      case 'set-budget':
      case 'set-style':
      case 'set-pace':
      case 'set-dates':
        return judgeWish(operation);
      case 'add':
        return judgeAdded(operation);
      case 'note-idea':
      case 'drop-idea':
      case 'schedule':
        return judgeIdea(operation);
      default:
        return judgeItem(operation);
    }
  }

  function judgeWish(operation: PlanOperation): Verdict {
    const theirs = diff.request.find(({ field }) => field === WISHES[operation.op]);
    if (theirs === undefined) return 'fine';
    return theirs.after === wishText(operation) ? 'done' : { operation, because: 'wish-changed' };
  }

  function judgeAdded(operation: Extract<PlanOperation, { op: 'add' }>): Verdict {
    const { id } = operation.item;
    if (settled.has(id)) return 'fine';
    const [item, idea] = [items.get(id), ideas.get(id)];
    if (item?.change === 'added') {
      const same = item.date === operation.date && item.item.start === operation.item.start && item.item.title === operation.item.title;
      return same ? 'done' : { operation, because: 'id-taken', item };
    }
    return idea?.change === 'added' ? { operation, because: 'id-taken', idea } : 'fine';
  }

  function judgeIdea(operation: Extract<PlanOperation, { op: 'note-idea' | 'drop-idea' | 'schedule' }>): Verdict {
    const id = operation.op === 'note-idea' ? operation.idea.id : operation.itemId;
    const [idea, item] = [ideas.get(id), items.get(id)];
    if (settled.has(id)) return 'fine';
    if (idea === undefined)
      return operation.op === 'note-idea' && item?.change === 'added' ? { operation, because: 'id-taken', item } : 'fine';
    const both = { operation, idea, ...(item === undefined ? {} : { item }) };
    if (idea.change !== 'removed')
      return operation.op === 'note-idea' && alike(operation.idea, idea.idea) ? 'done' : { ...both, because: 'changed' };
    if (operation.op === 'drop-idea' && item === undefined) return 'done';
    if (operation.op === 'schedule' && item?.change === 'added' && item.date === operation.date && hasTimes(item.item, operation))
      return 'done';
    return { ...both, because: 'gone' };
  }

  function judgeItem(operation: Extract<PlanOperation, { itemId: string }>): Verdict {
    const item = items.get(operation.itemId);
    if (settled.has(operation.itemId) || item === undefined) return 'fine';
    if (item.change === 'added') return 'fine';
    if (item.change === 'changed') return judgeChanged(operation, item);
    const idea = ideas.get(operation.itemId);
    if (operation.op === 'remove' && idea === undefined) return 'done';
    if (operation.op === 'unschedule' && idea !== undefined) return 'done';
    return { operation, because: 'gone', item, ...(idea === undefined ? {} : { idea }) };
  }
}

function judgeChanged(operation: Extract<PlanOperation, { itemId: string }>, item: Changed): Verdict {
  const writes = WRITES[operation.op];
  const fields = item.fields.filter((field) => !FOLLOWS.has(field));
  const held = item.item.locked && fields.includes('locked') && HELD.has(operation.op);
  if (!held && !fields.some((field) => writes?.includes(field) ?? true)) return 'fine';
  return isSame(operation, item) ? 'done' : { operation, because: 'changed', item };
}

function isSame(operation: PlanOperation, { date, item }: Changed): boolean {
  switch (operation.op) {
    case 'retime':
      return hasTimes(item, operation);
    case 'move':
      return date === operation.date && item.start === operation.start;
    case 'note':
      return (item.notes ?? '') === (operation.notes ?? '');
    case 'lock':
      return item.locked === operation.locked;
    case 'cost':
      return alike(item.cost, operation.cost);
    default:
      return false;
  }
}

/** What a clashing operation takes to be done all the same. */
function forced({ operation, because, item, idea }: Clash, from: number): PlanOperation[] {
  if (because === 'day-gone' || because === 'id-taken') return [];
  if (because === 'wish-changed') return [operation];
  if (operation.op === 'note-idea') return idea?.change === 'removed' && item !== undefined ? unscheduled(operation) : [operation];
  if (operation.op === 'drop-idea') return idea?.change === 'removed' ? [{ op: 'remove', itemId: operation.itemId }] : [operation];
  if (operation.op === 'schedule') return scheduled(operation, idea, item, from);
  if (item?.change === 'removed') return broughtBack(operation, item, idea, from);
  if (!('itemId' in operation) || item?.change !== 'changed') return [operation];
  const { itemId } = operation;
  const wanted = operation.op === 'move' ? [...asItWas(item, from), operation] : [operation];
  if (!item.item.locked || !HELD.has(operation.op)) return wanted;
  const lasts = operation.op === 'move' || operation.op === 'retime';
  const after: PlanOperation[] = lasts ? [{ op: 'lock', itemId, locked: true }] : [];
  return [{ op: 'lock', itemId, locked: false }, ...wanted, ...after];
}

/** What is moved keeps its length: the one it had. */
function asItWas({ before: { item }, fields }: Changed, from: number): PlanOperation[] {
  const { id: itemId, start, end } = item;
  if (fields.includes('kind')) return [{ op: 'replace', itemId, item: { ...item, locked: false }, from }];
  return fields.includes('start') || fields.includes('end') ? [{ op: 'retime', itemId, start, end }] : [];
}

function unscheduled(operation: Extract<PlanOperation, { op: 'note-idea' }>): PlanOperation[] {
  return [{ op: 'unschedule', itemId: operation.idea.id }, operation];
}

function scheduled(
  operation: Extract<PlanOperation, { op: 'schedule' }>,
  idea: IdeaDifference | undefined,
  item: ItemDifference | undefined,
  from: number,
): PlanOperation[] {
  const { itemId, date, start, end } = operation;
  if (idea?.change !== 'removed') return [operation];
  if (item === undefined) return [{ op: 'note-idea', idea: idea.idea, from }, operation];
  return [
    { op: 'lock', itemId, locked: false },
    // With its new length it fits where it goes.
    { op: 'retime', itemId, start, end },
    { op: 'move', itemId, date, start },
  ];
}

function broughtBack(
  operation: PlanOperation,
  { date, item }: ItemDifference,
  idea: IdeaDifference | undefined,
  from: number,
): PlanOperation[] {
  const away: PlanOperation[] = idea === undefined ? [] : [{ op: 'drop-idea', itemId: item.id }];
  if (operation.op === 'remove') return away;
  return [...away, { op: 'add', date, item, from }, operation];
}

function hasTimes(item: Pick<Item, 'start' | 'end'>, { start, end }: { start: string; end: string }): boolean {
  return item.start === start && item.end === end;
}

/** The wish as the diff writes it. */
function wishText(operation: PlanOperation): string | undefined {
  switch (operation.op) {
    case 'set-budget':
      return operation.budget === undefined ? undefined : JSON.stringify(operation.budget);
    case 'set-style':
      return JSON.stringify(operation.style);
    case 'set-pace':
      return JSON.stringify(operation.pace);
    case 'set-dates':
      return JSON.stringify({ start: operation.start, end: operation.end });
    default:
      return undefined;
  }
}

/** Equal as JSON, in whatever order the keys came. */
function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]);
}
