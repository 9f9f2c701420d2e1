/**
 * Gives turns, one after the other. Whoever keeps theirs for longer than `patienceMs` no longer holds the others up:
 * an answer that late is not waited for by all.
 */
export function oneAtATime(patienceMs: number): { take(signal: AbortSignal): Promise<() => void> } {
  let last: Promise<void> = Promise.resolve();
  return {
    /** Resolves when it is the caller's turn, with what ends it; rejects when `signal` is aborted meanwhile. */
    async take(signal) {
      const before = last;
      const { promise, resolve: release } = Promise.withResolvers<void>();
      last = promise;
      await before;
      if (signal.aborted) {
        release();
        throw signal.reason;
      }
      const timer = setTimeout(release, patienceMs);
      timer.unref();
      return () => {
        clearTimeout(timer);
        release();
      };
    },
  };
}
