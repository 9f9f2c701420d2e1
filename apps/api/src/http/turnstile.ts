/** Callers that are remembered; who has been quiet longest is forgotten first, and has the whole allowance again. */
const MOST = 20_000;

/**
 * How often each caller may do something on this node, kept in memory alone: `burst` at once, of which `aSecond` come back
 * every second. `scale` multiplies both.
 */
export function turnstile({ burst, aSecond }: { burst: number; aSecond: number }, scale: number, clock = () => performance.now()) {
  const callers = new Map<string, { left: number; at: number }>();
  return {
    /** Counts one more; gives the seconds to wait when it is one too many, else 0. */
    take(caller: string): number {
      const at = clock();
      const known = callers.get(caller) ?? { left: burst * scale, at };
      const left = Math.min(burst * scale, known.left + ((at - known.at) / 1_000) * aSecond * scale);
      callers.delete(caller);
      callers.set(caller, { left: left < 1 ? left : left - 1, at });
      if (callers.size > MOST) callers.delete(callers.keys().next().value ?? '');
      return left < 1 ? Math.ceil((1 - left) / (aSecond * scale)) : 0;
    },
  };
}
