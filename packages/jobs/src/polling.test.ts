import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { everySecond } from './polling.ts';

describe('every second', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('works a second after the last time, at once when it is woken, and later after a failure', async () => {
    let turns = 0;
    let problem: Error | undefined;
    const told: unknown[] = [];
    const polling = everySecond(
      async () => {
        turns += 1;
        if (problem !== undefined) throw problem;
      },
      (error) => told.push(error),
    );
    await vi.advanceTimersByTimeAsync(999);
    expect(turns).toBe(0);
    await vi.advanceTimersByTimeAsync(2_001);
    expect(turns).toBe(3);
    polling.wake();
    await vi.advanceTimersByTimeAsync(1);
    expect(turns).toBe(4);
    problem = new Error('away');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([turns, told]).toEqual([5, [problem]]);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(turns).toBe(5);
    problem = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(turns).toBe(6);
    await polling.stop();
    polling.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(turns).toBe(6);
  });

  it('never overlaps itself: woken while it works, it works once more', async () => {
    const turns: PromiseWithResolvers<void>[] = [];
    const polling = everySecond(
      () => {
        const turn = Promise.withResolvers<void>();
        turns.push(turn);
        return turn.promise;
      },
      () => undefined,
    );
    polling.wake();
    await vi.advanceTimersByTimeAsync(0);
    polling.wake();
    polling.wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(turns).toHaveLength(1);
    turns[0]?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(turns).toHaveLength(2);
    const stopped = polling.stop();
    turns[1]?.resolve();
    await stopped;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(turns).toHaveLength(2);
  });
});
