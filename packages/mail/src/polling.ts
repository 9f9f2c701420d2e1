const PAUSE_MS = 1_000;
/** After a failure: whatever is wrong is not put right in a second, and each try is a line in the log. */
const PAUSE_AFTER_FAILURE_MS = 10_000;

/**
 * Does `work` again and again, a second after it was done the last time; it never overlaps itself and keeps no
 * process alive. `work` may ask `over` whether to leave the rest; `stop` waits for the turn under way.
 */
export function everySecond(work: (over: () => boolean) => Promise<void>, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  const after = (ms: number) => {
    timer = setTimeout(() => {
      underWay = turn();
    }, ms);
    timer.unref();
  };
  async function turn(): Promise<void> {
    let pause = PAUSE_MS;
    try {
      await work(() => stopped);
    } catch (error) {
      pause = PAUSE_AFTER_FAILURE_MS;
      onError(error);
    }
    if (!stopped) after(pause);
  }

  after(PAUSE_MS);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
