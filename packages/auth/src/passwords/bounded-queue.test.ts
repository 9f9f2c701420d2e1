import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { boundedQueue } from './bounded-queue.ts';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<string>((resolve) => ends.push(() => resolve('done')));
  return { work, ends };
}
const settled = () => delay(0);

describe('a bounded queue', () => {
  it('runs so many at a time, the others in order', async () => {
    const { work, ends } = held();
    const inTurn = boundedQueue({ concurrency: 2, patienceMs: 1_000, typicalMs: 10 });
    const order: number[] = [];
    const all = Promise.all([1, 2, 3, 4].map((number) => inTurn(work).then(() => order.push(number))));
    await settled();
    expect(ends).toHaveLength(2);
    for (let index = 0; index < 4; index += 1) {
      ends[index]?.();
      await settled();
    }
    await all;
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('refuses what would wait too long, at once, and takes work again when the rest is done', async () => {
    const { work, ends } = held();
    const inTurn = boundedQueue({ concurrency: 1, patienceMs: 5_000, typicalMs: 1_000 });
    const results = Array.from({ length: 8 }, () => inTurn(work));
    const [refused, alsoRefused] = results.splice(6);
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', details: { retryAfterSeconds: 5 } });
    await expect(alsoRefused).rejects.toMatchObject({ code: 'unavailable' });
    expect(ends).toHaveLength(1);
    for (let index = 0; index < 6; index += 1) {
      ends[index]?.();
      await settled();
    }
    await expect(Promise.all(results)).resolves.toHaveLength(6);
    await expect(inTurn(async () => 'again')).resolves.toBe('again');
  });

  it('learns how long the work takes', async () => {
    const inTurn = boundedQueue({ concurrency: 1, patienceMs: 100, typicalMs: 1 });
    const refused = async () => {
      const { work, ends } = held();
      const results = Array.from({ length: 20 }, () =>
        inTurn(work).then(
          () => 0,
          () => 1,
        ),
      );
      for (let index = 0; index < 20; index += 1) {
        await settled();
        ends[index]?.();
      }
      return (await Promise.all(results)).reduce((sum: number, one) => sum + one, 0);
    };
    expect(await refused()).toBe(0);
    for (let times = 0; times < 10; times += 1) await inTurn(() => delay(60));
    expect(await refused()).toBeGreaterThan(15);
  });

  it('goes on after work that fails', async () => {
    const inTurn = boundedQueue({ concurrency: 1, patienceMs: 1_000, typicalMs: 10 });
    await expect(inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(inTurn(async () => 'whole')).resolves.toBe('whole');
  });
});
