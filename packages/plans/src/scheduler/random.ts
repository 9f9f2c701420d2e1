/** A small seeded generator (mulberry32). One object a search, so that nothing is shared between calls. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Spread the seed, so that 1 and 2 do not begin alike, and keep its fraction and high bits.
    const whole = Math.trunc(seed);
    this.#state = (Math.imul(whole | 0, 0x9e3779b1) ^ Math.trunc(whole / 0x1_0000_0000) ^ ((seed - whole) * 0x7fffffff)) | 0;
  }

  /** In [0, 1). */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.unit() * below);
  }
}
