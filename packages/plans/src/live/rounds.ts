/** What a round of questions looks at: `all`, or only the plans that were just changed here. */
export type Round = (plans: ReadonlySet<string> | 'all') => Promise<void>;

/**
 * Asks again and again while there is something to ask about: `all` every `everyMs`, single plans at once. One round at
 * a time; a failed one is made up for by the next.
 */
export function rounds(ask: Round, everyMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let hurried = new Set<string>();
  let due = false;
  let busy = false;

  async function run(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (due || hurried.size > 0) {
        const plans = due ? ('all' as const) : hurried;
        due = false;
        hurried = new Set();
        await ask(plans).catch(() => undefined);
      }
    } finally {
      busy = false;
    }
  }

  return {
    start(): void {
      timer ??= setInterval(() => {
        due = true;
        void run();
      }, everyMs).unref();
    },
    stop(): void {
      clearInterval(timer);
      timer = undefined;
    },
    hurry(planId: string): void {
      hurried.add(planId);
      void run();
    },
  };
}
