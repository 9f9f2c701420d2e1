const PAUSE_MS = 1_000;
/** After a failure: whatever is wrong is not put right in a second, and each try is a line in the log. */
const PAUSE_AFTER_FAILURE_MS = 10_000;

export type Polling = {
  /** There is something to do: not a second later but at once, or right after the turn under way. */
  wake: () => void;
  /** Waits for the turn under way. */
  stop: () => Promise<void>;
};

/**
 * Does `work` again and again, a second after it was done the last time; it never overlaps itself and keeps no
 * process alive. `work` may ask `over` whether to leave the rest.
 */
export function everySecond(work: (over: () => boolean) => Promise<void>, onError: (error: unknown) => void): Polling {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let woken = false;

  const after = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(begin, ms);
    timer.unref();
  };
  function begin(): void {
    woken = false;
    underWay = turn();
  }
  async function turn(): Promise<void> {
    let pause = PAUSE_MS;
    try {
      await work(() => stopped);
    } catch (error) {
      pause = PAUSE_AFTER_FAILURE_MS;
      onError(error);
    }
    underWay = undefined;
    if (!stopped) after(woken && pause === PAUSE_MS ? 0 : pause);
  }

  after(PAUSE_MS);
  return {
    wake() {
      woken = true;
      if (!stopped && underWay === undefined) after(0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
