/** What one client may send at once, and how much of it comes back a second. */
const BURST = 600;
const A_SECOND = 10;
/** Clients that are remembered; who has been quiet longest is forgotten first, and has the whole allowance again. */
const MOST_CLIENTS = 20_000;

/**
 * How many events a client may still bring on this node: kept in memory alone, so that a flood costs no more than counting
 * it. `scale` multiplies the allowance.
 */
export function allowance({ now, scale }: { now: () => number; scale: number }) {
  const left = new Map<string, { events: number; at: number }>();
  return {
    /** Takes up to `wanted`; gives how many there were. */
    take(client: string, wanted: number): number {
      const at = now();
      const known = left.get(client) ?? { events: BURST * scale, at };
      const there = Math.min(BURST * scale, known.events + (Math.max(0, at - known.at) / 1_000) * A_SECOND * scale);
      const taken = Math.min(wanted, Math.floor(there));
      left.delete(client);
      left.set(client, { events: there - taken, at });
      if (left.size > MOST_CLIENTS) left.delete(left.keys().next().value ?? '');
      return taken;
    },
  };
}

export type Allowance = ReturnType<typeof allowance>;
