import { AppError, id as idSchema, newId, type GenerationEvent, type TripRequest } from '@tripmaster/contracts';
import type { Actor } from '@tripmaster/rpc';
import type { PlansService } from './plans.service.ts';

/** How long a run goes on, and is remembered, after its listener has gone. */
const KEPT_MS = 60_000;

type Run = {
  events: GenerationEvent[];
  failure: unknown;
  done: boolean;
  wake: Set<() => void>;
  listeners: number;
  abort: AbortController;
};

/**
 * Plans made while somebody watches. A run belongs to the node that started it; its events are numbered
 * `<plan id>.<n>`, so a listener that lost the line goes on where it was: from the run when it is still here,
 * from the saved plan when that is done, else by making the plan again under the same id. Whoever has left when it is
 * saved is told by mail.
 */
export function generationService({ plans }: { plans: PlansService }) {
  const runs = new Map<string, Run>();

  function start(actor: Actor, request: TripRequest, planId: string, key: string): Run {
    const run: Run = {
      events: [],
      failure: undefined,
      done: false,
      wake: new Set(),
      listeners: 0,
      abort: new AbortController(),
    };
    runs.set(key, run);
    const tell = (event: GenerationEvent) => {
      run.events.push(event);
      for (const wake of run.wake) wake();
    };
    const finish = () => {
      run.done = true;
      for (const wake of run.wake) wake();
      setTimeout(() => runs.delete(key), KEPT_MS).unref();
    };
    plans
      .create(actor, request, {
        id: planId,
        idempotencyKey: `generate:${planId}`,
        signal: run.abort.signal,
        onEvent: tell,
        hasLeft: () => run.listeners === 0,
      })
      .then((plan) => tell({ type: 'plan', plan }))
      .catch((error: unknown) => (run.failure = error))
      .finally(finish);
    return run;
  }

  return {
    /** Ends every run under way, for a server that closes; their requests are kept as drafts. */
    stop(): void {
      for (const run of runs.values()) if (!run.done) run.abort.abort(new AppError('unavailable', { retryAfterSeconds: 5 }));
    },

    /** The events of making a plan, from the beginning or after `lastEventId`; ends with the saved plan. */
    async *follow(
      actor: Actor,
      request: TripRequest,
      lastEventId: string | undefined,
      signal: AbortSignal | undefined,
    ): AsyncGenerator<[id: string, event: GenerationEvent]> {
      const [known, number] = lastEventId?.split('.') ?? [];
      const planId = idSchema.safeParse(known).data ?? newId();
      const key = `${actor.userId}.${planId}`;
      let run = runs.get(key);
      if (run === undefined && known !== undefined) {
        const plan = await plans.saved(actor, planId);
        if (plan !== undefined) {
          yield [`${planId}.${Number(number ?? 0) + 1}`, { type: 'plan', plan }];
          return;
        }
      }
      // Only a listener that comes back to a living run has a place in it; a new run starts from its first event.
      let next = run === undefined ? 0 : Math.max(0, Number(number ?? -1) + 1) || 0;
      run ??= start(actor, request, planId, key);
      run.listeners += 1;
      try {
        for (;;) {
          for (; next < run.events.length; next += 1) {
            const event = run.events[next];
            if (event !== undefined) yield [`${planId}.${next}`, event];
          }
          if (run.done) break;
          await woken(run, signal);
          if (signal?.aborted === true) return;
        }
        if (run.failure !== undefined) throw run.failure;
      } finally {
        run.listeners -= 1;
        if (run.listeners === 0 && !run.done) abandon(run);
      }
    },
  };

  function abandon(run: Run): void {
    setTimeout(() => {
      if (run.listeners === 0 && !run.done) run.abort.abort();
    }, KEPT_MS).unref();
  }
}

export type GenerationService = ReturnType<typeof generationService>;

/** Resolves with the next event of the run, or when the listener goes. */
function woken(run: Run, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      run.wake.delete(wake);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    run.wake.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
  });
}
