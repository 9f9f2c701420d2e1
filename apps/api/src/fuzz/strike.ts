import fc from 'fast-check';
import { Raw } from './json.ts';
import { PROTOTYPE_KEYS } from './words.ts';

const LONG = 200_000;

/** One thing done to one place of a value. */
type Blow =
  | { what: 'replace'; by: unknown }
  | { what: 'remove' }
  | { what: 'add'; key: string; value: unknown }
  | { what: 'stretch'; times: number }
  | { what: 'list' };

export const blow: fc.Arbitrary<Blow> = fc.oneof(
  fc.constantFrom<unknown>(null, 7, -1, 0.5, 1e9, 'x', '', true, [], {}, ['x'], { x: 1 }).map((by): Blow => ({ what: 'replace', by })),
  fc.constant<Blow>({ what: 'remove' }),
  fc
    .tuple(fc.constantFrom('extra', 'id', 'userId', 'role', 'where', ...PROTOTYPE_KEYS), fc.constantFrom<unknown>(1, null, 'x', {}))
    .map(([key, value]): Blow => ({ what: 'add', key, value })),
  fc.constantFrom(2, 50, 1_000).map((times): Blow => ({ what: 'stretch', times })),
  fc.constant<Blow>({ what: 'list' }),
);

/** The value with `change` done at its `nth` place (a place is the value itself, a field or an element). */
export function strike(value: unknown, nth: number, change: Blow): unknown {
  const count = placesOf(value);
  const { value: changed } = walk(value, nth % count, change);
  return changed === GONE ? undefined : changed;
}

export function replacing(by: unknown): Blow {
  return { what: 'replace', by };
}

const GONE = Symbol('gone');

function placesOf(value: unknown): number {
  return 1 + partsOf(value).reduce((sum, [, part]) => sum + placesOf(part), 0);
}

function partsOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !(value instanceof Raw) ? Object.entries(value) : [];
}

/** Counts places down to the struck one; `left` is what remains to be counted behind this value. */
function walk(value: unknown, nth: number, change: Blow): { value: unknown; left: number } {
  if (nth === 0) return { value: struck(value, change), left: -1 };
  let left = nth - 1;
  const parts: [string, unknown][] = [];
  for (const [key, part] of partsOf(value)) {
    if (left < 0) {
      parts.push([key, part]);
      continue;
    }
    const done = walk(part, left, change);
    left = done.left;
    if (done.value !== GONE) parts.push([key, done.value]);
  }
  if (left === nth - 1) return { value, left };
  return { value: Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts), left };
}

function struck(value: unknown, change: Blow): unknown {
  switch (change.what) {
    case 'replace':
      return change.by;
    case 'remove':
      return GONE;
    case 'add':
      return Object.fromEntries([...partsOf(value), [change.key, change.value]]);
    case 'stretch':
      if (typeof value === 'string') return `${value}x`.repeat(Math.ceil(Math.min(change.times, LONG / (value.length + 1))));
      if (typeof value === 'number') return value * 10 ** Math.min(change.times, 300) + 1;
      return Array.isArray(value) && value.length > 0
        ? Array.from({ length: Math.min(change.times * 3, 500) }, () => value[0])
        : [value, value];
    default:
      return [value];
  }
}
