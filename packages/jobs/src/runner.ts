import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@tripmaster/db';
import type { JobCall, JobHandler } from './job.ts';
import { problemOf } from './problem.ts';
import { LEASE_MS, TOOK_TOO_LONG, type Claim, type Kind, type Queue } from './queue/queue.ts';

/** Is told of what went wrong, and in which job where it was in one. */
export type OnError = (error: unknown, job?: Pick<Claim, 'id' | 'name' | 'attempt'>) => void;

/** Why a try is broken off; `gone`: cancelled, its account erased, or taken by another node. */
type Reason = 'time' | 'gone' | 'end';

/** A job is ended that is no longer this try's: another node has it, it was cancelled, or it is over. */
class NotOurs extends Error {}

type Running = { claim: Claim; abort: (reason: Reason) => void; over: Promise<void> };

/** A note that is not taken is tried again so often; after that the job is done once more, when its lease is over. */
const NOTE_TRIES = 5;
const NOTE_PAUSE_MS = 1_000;
const PROGRESS_PAUSE_MS = 500;
/**
 * What is soon over is over, and noted, before the next begins: a kill in between has one job done again, not all that were
 * taken with it. What takes longer goes on beside the next.
 */
const HEAD_START_MS = 20;

/** Does the jobs that it is told to take, side by side, each within its time. The same for every engine. */
export function createRunner({
  db,
  queue,
  handlers,
  now,
  onError,
  atOnce,
  leaseMs = LEASE_MS,
  onRoom = () => undefined,
}: {
  db: Database;
  queue: Queue;
  handlers: readonly JobHandler[];
  now: () => number;
  onError: OnError;
  /** How many are under way at the most. */
  atOnce: number;
  leaseMs?: number | undefined;
  /** Is told when one is over and another can be taken. */
  onRoom?: () => void;
}) {
  const byName = new Map(handlers.map((handler) => [handler.kind.name, handler]));
  const kinds: ReadonlyMap<string, Kind> = new Map(handlers.map(({ kind }) => [kind.name, kind]));
  const running = new Set<Running>();
  let renewedAt = now();

  async function noted({ id, name, attempt: tried }: Claim, note: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await note();
      } catch (error) {
        if (tries === NOTE_TRIES) return onError(error, { id, name, attempt: tried });
        await delay(NOTE_PAUSE_MS);
      }
    }
  }

  function progressOf(claim: Claim) {
    let toldAt = -Infinity;
    let told = -1;
    return async (percent: number) => {
      const whole = Math.round(Math.min(100, Math.max(0, percent)));
      const at = performance.now();
      if (whole === told || at - toldAt < PROGRESS_PAUSE_MS) return;
      [told, toldAt] = [whole, at];
      await queue.progress(claim, whole);
    };
  }

  async function attempt(
    claim: Claim,
    { run, kind }: JobHandler,
    broken: PromiseWithResolvers<Reason>,
    signal: AbortSignal,
  ): Promise<void> {
    const timer = setTimeout(() => broken.resolve('time'), kind.timeoutMs);
    let finished = false;
    const call: JobCall = {
      id: claim.id,
      attempt: claim.attempt,
      signal,
      progress: progressOf(claim),
      async finish(last) {
        await db.write(async (tx) => {
          await last(tx);
          if (!(await queue.doneIn(tx, claim))) throw new NotOurs('somebody else ended the job');
        });
        finished = true;
      },
    };
    const work = outcomeOf(() => run(claim.data, call));
    const first = await Promise.race([work.then((failure) => ({ failure })), broken.promise]);
    clearTimeout(timer);
    if (first === 'time') await noted(claim, () => queue.failed(claim, TOOK_TOO_LONG));
    // What heeds its signal has a place as long as it runs; so has what does not.
    const failure = typeof first === 'string' ? await work : first.failure;
    if (first === 'time' || first === 'gone') return;
    const told = { id: claim.id, name: claim.name, attempt: claim.attempt };
    if (finished) return failure === undefined ? undefined : onError(failure.error, told);
    if (failure === undefined) return noted(claim, () => queue.done(claim));
    if (first === 'end') return noted(claim, () => queue.putBack([claim]));
    onError(failure.error, told);
    await noted(claim, () => queue.failed(claim, problemOf(failure.error)));
  }

  async function begin(claim: Claim): Promise<void> {
    const handler = byName.get(claim.name);
    if (handler === undefined) return;
    const controller = new AbortController();
    const broken = Promise.withResolvers<Reason>();
    void broken.promise.then((reason) => controller.abort(reason));
    const over = attempt(claim, handler, broken, controller.signal)
      .catch(onError)
      .finally(() => {
        running.delete(one);
        onRoom();
      });
    const one = { claim, abort: broken.resolve, over };
    running.add(one);
    await Promise.race([over, delay(HEAD_START_MS)]);
  }

  return {
    kinds,
    /** Takes and begins what is due, as much as there is room for; resolves when it has begun. */
    async take(): Promise<number> {
      const room = atOnce - running.size;
      if (room <= 0 || kinds.size === 0) return 0;
      const claims = await queue.claim(kinds, room);
      for (const claim of claims) await begin(claim);
      return claims.length;
    },
    /** Makes what is under way last on, and breaks off what is no longer to be done. */
    async tend(): Promise<void> {
      await queue.tend();
      const all = [...running];
      if (all.length === 0) return;
      const claims = all.map(({ claim }) => claim);
      const isTime = now() - renewedAt >= leaseMs / 3;
      if (isTime) renewedAt = now();
      const still = await (isTime ? queue.renew(claims) : queue.counting(claims));
      for (const { claim, abort } of all) if (!still.has(claim.id)) abort('gone');
    },
    /** Resolves when one of those under way is over; at once when there is none. */
    async settled(): Promise<void> {
      if (running.size > 0) await Promise.race([...running].map(({ over }) => over));
    },
    /** Lets what is under way come to its end; after `graceMs` breaks it off, and waits as long again. */
    async end(graceMs: number): Promise<void> {
      const all = () => Promise.all([...running].map(({ over }) => over));
      await Promise.race([all(), delay(graceMs)]);
      for (const { abort } of running) abort('end');
      await Promise.race([all(), delay(graceMs)]);
      // What does not heed its signal is another node's; this process ends soon.
      const left = [...running].map(({ claim }) => claim);
      // Where that can't be noted, it is another's when its lease is over.
      await queue.putBack(left).catch(onError);
    },
    isIdle: () => running.size === 0,
  };
}

async function outcomeOf(work: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}
