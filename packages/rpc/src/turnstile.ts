/** Callers that are remembered; who has been quiet longest is forgotten first, and begins anew. */
const MOST = 20_000;

/** `burst` at once, of which `aSecond` come back every second. */
export type Pace = { burst: number; aSecond: number };

/**
 * How often each caller may do something on this node, kept in memory alone, so that a flood costs no more than counting it;
 * what all nodes share are limits. `scale` multiplies the pace.
 */
export function turnstile({ burst, aSecond }: Pace, scale: number, clock = () => performance.now()) {
  const callers = new Map<string, { left: number; at: number }>();
  return {
    /** Lets in up to `wanted`; gives how many, and the seconds to wait for one more when those are not all. */
    take(caller: string, wanted = 1): { taken: number; waitSeconds: number } {
      const at = clock();
      const known = callers.get(caller) ?? { left: burst * scale, at };
      const there = Math.min(burst * scale, known.left + (Math.max(0, at - known.at) / 1_000) * aSecond * scale);
      const taken = Math.min(wanted, Math.floor(there));
      const left = there - taken;
      callers.delete(caller);
      callers.set(caller, { left, at });
      if (callers.size > MOST) callers.delete(callers.keys().next().value ?? '');
      return { taken, waitSeconds: taken === wanted ? 0 : Math.ceil((1 - left) / (aSecond * scale)) };
    },
  };
}

export type Turnstile = ReturnType<typeof turnstile>;
