export type Random = ReturnType<typeof randomFrom>;

/** Numbers that look random and are the same for the same seed (mulberry32, T. Ettinger, public domain). */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  const hex = (digits: number): string =>
    Array.from({ length: Math.ceil(digits / 8) }, () =>
      below(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    )
      .join('')
      .slice(0, digits);
  return {
    next,
    below,
    hex,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    /** A UUID version 7 made at `ms`. */
    id(ms: number): string {
      const time = Math.floor(ms).toString(16).padStart(12, '0');
      const rest = hex(18);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${(8 + below(4)).toString(16)}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
    },
  };
}
