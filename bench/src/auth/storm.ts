import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { sendOne, type Call } from '../lib/load.ts';

/** A sign-in storm is given this long to fill the server's queues before anything is measured. */
const SETTLE_MS = 500;

/**
 * Latencies of one call in milliseconds, as somebody sees it who comes at any moment: asked every `everyMs`
 * over one kept-alive connection. Whoever comes while an answer is outstanding waits for what is left of it,
 * so a stall counts once for every turn it has swallowed (Gil Tene's correction for coordinated omission).
 */
export async function sample(baseUrl: string, call: Call, { everyMs, forMs }: { everyMs: number; forMs: number }): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const latencies: number[] = [];
  const end = performance.now() + forMs;
  for (let due = performance.now(); due < end; due = Math.max(due + everyMs, performance.now())) {
    const early = due - performance.now();
    if (early > 0) await delay(early);
    const sent = performance.now();
    await sendOne(agent, baseUrl, call);
    for (let left = performance.now() - sent; left > 0; left -= everyMs) latencies.push(left);
  }
  agent.destroy();
  return latencies;
}

/** Keeps `lanes` sign-ins under way while `during` runs; gives its result and the sign-ins a second, to the last one's end. */
export async function storm<T>(
  baseUrl: string,
  signIn: Call,
  lanes: number,
  during: () => Promise<T>,
): Promise<{ result: T; perSecond: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  let on = true;
  let done = 0;
  const lane = async () => {
    while (on) {
      await sendOne(agent, baseUrl, signIn);
      done += 1;
    }
  };
  const started = performance.now();
  const all = Promise.all(Array.from({ length: lanes }, lane));
  await delay(SETTLE_MS);
  const result = await during();
  on = false;
  await all;
  const perSecond = (done * 1000) / (performance.now() - started);
  agent.destroy();
  return { result, perSecond };
}
