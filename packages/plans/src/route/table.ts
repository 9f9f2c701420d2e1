import type { Model } from './model.ts';

/**
 * Which beginnings of a route can be finished: dynamic programming over (set of visited cities, last city, day), as
 * Held and Karp did it for the travelling salesman (1962), with the day beside the set. It is exact, and takes
 * 2^n · n² steps at most, whatever the answer; a step looks at 32 days at once, since a row of days is a row of bits.
 */
export class Table {
  readonly #model: Model;
  readonly #words: number;
  /** By mask, city and spare days used: the city can be arrived at as the newest of the mask, and the rest follows. */
  readonly #enter: Uint32Array;
  /** The same for the departure from it. */
  readonly #leave: Uint32Array;

  constructor(model: Model) {
    this.#model = model;
    this.#words = model.spare < 0 ? 0 : (model.spare >> 5) + 1;
    this.#enter = new Uint32Array(2 ** model.n * model.n * this.#words);
    this.#leave = new Uint32Array(this.#enter.length);
    if (model.spare >= 0) this.#fill();
  }

  /** Whether there is any route. */
  feasible(): boolean {
    return this.starts().length > 0;
  }

  /** Cities that a route can begin with, in the order of the problem. */
  starts(): number[] {
    const { n, first } = this.#model;
    return Array.from({ length: n }, (_, c) => c).filter((c) => (first < 0 || c === first) && this.mayEnter(1 << c, c, 0));
  }

  mayEnter(mask: number, c: number, used: number): boolean {
    return isSet(this.#enter, this.#at(mask, c), used);
  }

  mayLeave(mask: number, c: number, used: number): boolean {
    return isSet(this.#leave, this.#at(mask, c), used);
  }

  #at(mask: number, c: number): number {
    return (mask * this.#model.n + c) * this.#words;
  }

  #fill(): void {
    const { n, spare, exact, last, links } = this.#model;
    const everywhere = 2 ** n - 1;
    const row = new Uint32Array(this.#words);
    for (let mask = everywhere; mask > 0; mask--) {
      for (let c = 0; c < n; c++) {
        if ((mask & (1 << c)) === 0) continue;
        row.fill(0);
        if (mask === everywhere && (last < 0 || last === c)) {
          row.fill(-1);
          keepBits(row, exact ? spare : 0, spare);
        }
        for (let open = (links[c] ?? 0) & ~mask; open !== 0; open &= open - 1) {
          const to = 31 - Math.clz32(open & -open);
          const from = this.#at(mask | (1 << to), to);
          for (let word = 0; word < row.length; word++) row[word] = (row[word] ?? 0) | (this.#enter[from + word] ?? 0);
        }
        this.#leave.set(row, this.#at(mask, c));
        this.#toArrivals(row, mask, c);
        this.#enter.set(row, this.#at(mask, c));
      }
    }
  }

  /** Turns the days on which a city may be left into those on which it may be arrived at. */
  #toArrivals(row: Uint32Array, mask: number, c: number): void {
    const model = this.#model;
    const departed = model.shortest[mask] ?? 0;
    keepBits(row, (model.departFrom[c] ?? 0) - departed, (model.departTo[c] ?? 0) - departed);
    // A stay may last up to so many days longer than the shortest: the bits are smeared over them, doubling each time.
    const longer = Math.min(model.spare, (model.max[c] ?? 0) - (model.min[c] ?? 0));
    for (let done = 0; done < longer;) {
      const by = Math.min(done + 1, longer - done);
      smear(row, by);
      done += by;
    }
    const arrived = arrivalDay(model, mask, c, 0);
    keepBits(row, (model.arriveFrom[c] ?? 0) - arrived, (model.arriveTo[c] ?? 0) - arrived);
  }
}

function isSet(rows: Uint32Array, at: number, bit: number): boolean {
  return (((rows[at + (bit >> 5)] ?? 0) >>> (bit & 31)) & 1) === 1;
}

/** Clears all bits but those from `from` to `to`. */
function keepBits(row: Uint32Array, from: number, to: number): void {
  for (let word = 0; word < row.length; word++) {
    const low = Math.max(0, from - 32 * word);
    const high = Math.min(31, to - 32 * word);
    row[word] = low > high ? 0 : (row[word] ?? 0) & (-1 << low) & (-1 >>> (31 - high));
  }
}

/** Sets each bit that has one set `by` places above it. */
function smear(row: Uint32Array, by: number): void {
  const [words, bits] = [by >> 5, by & 31];
  for (let word = 0; word + words < row.length; word++) {
    const above = bits === 0 ? 0 : (row[word + words + 1] ?? 0) << (32 - bits);
    row[word] = (row[word] ?? 0) | ((row[word + words] ?? 0) >>> bits) | above;
  }
}

/** Whether the trip may be over in this city, with so many spare days used. */
export function mayEnd({ spare, exact, last }: Model, c: number, used: number): boolean {
  return (last < 0 || last === c) && (!exact || used === spare);
}

/** The day of arrival in `c`, the newest city of `mask`, after so many spare days. */
export function arrivalDay({ shortest, min }: Model, mask: number, c: number, used: number): number {
  return (shortest[mask] ?? 0) - (min[c] ?? 1) + 1 + used;
}

/** Spare days used by the earliest departure that the demands on the city allow, having arrived after `used`; above `latest`: none. */
export function soonest(model: Model, mask: number, c: number, used: number): number {
  const { arriveFrom, arriveTo, departFrom, shortest, spare } = model;
  const arrive = arrivalDay(model, mask, c, used);
  if (arrive < (arriveFrom[c] ?? 0) || arrive > (arriveTo[c] ?? 0)) return spare + 1;
  return Math.max(used, (departFrom[c] ?? 0) - (shortest[mask] ?? 0));
}

/** The same for the latest departure. */
export function latest({ min, max, departTo, shortest, spare }: Model, mask: number, c: number, used: number): number {
  return Math.min(spare, used + (max[c] ?? 0) - (min[c] ?? 0), (departTo[c] ?? 0) - (shortest[mask] ?? 0));
}
