const TRIPS_AFTER = 3;
const PAUSE = { firstMs: 5_000, mostMs: 60_000 };
/** However long a service asks to be left alone: it is looked after now and then. */
const LONGEST_MS = 15 * 60_000;

/**
 * How many mails may be under way. When three in a row are not answered, all wait, longer each time; then one mail tries
 * whether it works again. So a service that is down costs a few mails their time-out, not each of them.
 */
export function pace({ now, atOnce, random = Math.random }: { now: () => number; atOnce: number; random?: () => number }) {
  let unanswered = 0;
  let pauses = 0;
  let pausedUntil = -Infinity;

  return {
    /** None while all wait, one after that, until it was answered. */
    room: (): number => (now() < pausedUntil ? 0 : pauses > 0 ? 1 : atOnce),
    answered(): void {
      unanswered = 0;
      // What was under way before the pause says nothing about now.
      if (now() >= pausedUntil) pauses = 0;
    },
    unanswered(waitMs?: number): void {
      const at = now();
      unanswered += 1;
      if (waitMs !== undefined) {
        pausedUntil = Math.max(pausedUntil, at + Math.min(waitMs, LONGEST_MS));
        pauses = Math.max(pauses, 1);
        return;
      }
      if (at < pausedUntil || (pauses === 0 && unanswered < TRIPS_AFTER)) return;
      pausedUntil = at + jittered(Math.min(PAUSE.mostMs, PAUSE.firstMs * 2 ** pauses), random);
      pauses += 1;
    },
  };
}

export type Pace = ReturnType<typeof pace>;

/** Somewhere in the last quarter of the time, so that what failed together does not come back together. */
export function jittered(ms: number, random: () => number = Math.random): number {
  return Math.round(ms * (0.75 + random() / 4));
}
