import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

/** Longer than the difference between writing a mail and writing none, shorter than anybody minds. */
const STEP_MS = 50;

/**
 * Does the work and answers, or fails, at a full step of time after it began: whether an address has an account
 * can't be told from how long the answer took.
 */
export async function inSteps<Result>(work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const due = began + Math.ceil((performance.now() - began) / STEP_MS) * STEP_MS;
    // A timer counts whole milliseconds: what it leaves of one would tell again.
    await delay(Math.floor(due - performance.now()) - 1);
    while (performance.now() < due) await turn();
  }
}
