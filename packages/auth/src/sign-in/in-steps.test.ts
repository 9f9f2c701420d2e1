import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inSteps } from './in-steps.ts';

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await inSteps(work).catch(() => undefined);
  return performance.now() - began;
}

it.each([
  ['little work', async () => undefined],
  ['more of it', () => delay(20)],
  ['a failure', () => Promise.reject(new Error('refused'))],
])('takes the same time for %s', async (_, work) => {
  const times = await Promise.all(Array.from({ length: 10 }, () => timeOf(work)));
  // A busy machine may be late, never early.
  expect(Math.min(...times)).toBeGreaterThanOrEqual(50);
});

it('gives the answer and the failure as they are', async () => {
  expect(await inSteps(async () => 'answer')).toBe('answer');
  await expect(inSteps(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});
