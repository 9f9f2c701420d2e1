const SHORT = 200;

/** A control does not hold: the message says what was seen instead. */
export class Failed extends Error {}

/** Throws `Failed` with what was seen, unless the condition holds. */
export function holds(condition: boolean, seen: string): asserts condition {
  if (!condition) throw new Failed(seen);
}

/** Throws `Failed` unless both are the same when written as JSON. */
export function same(seen: unknown, wanted: unknown, what: string): void {
  const [left = '', right = ''] = [seen, wanted].map((value) => (value === undefined ? 'nothing' : JSON.stringify(value)));
  holds(left === right, `${what}: ${differing(left, right)}, not ${differing(right, left)}`);
}

/** A text from a little before where it differs from another. */
function differing(text: string, other: string): string {
  if (text.length <= SHORT) return text;
  let first = 0;
  while (first < text.length && text[first] === other[first]) first += 1;
  const start = Math.max(0, first - 60);
  return `${start === 0 ? '' : '… '}${text.slice(start, start + SHORT)}`;
}

/** How many of each word there are, the most frequent first: `1 × 200, 99 × link-over`. */
export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => a - b)
    .map(([word, count]) => `${count} × ${word}`)
    .join(', ');
}

/** Does `work` for 0 … count - 1, all at once. */
export function atOnce<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** Does `work` for 0 … count - 1, so many at a time. */
export async function few<Result>(count: number, atATime: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < count; start += atATime)
    results.push(...(await atOnce(Math.min(atATime, count - start), (index) => work(start + index))));
  return results;
}
