import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { hashPassword } from './hash.ts';
import { lowerPoolPriority } from './pool-priority.ts';

describe.runIf(process.platform === 'linux')('threads that hash', () => {
  it('step back behind the one that answers', async () => {
    await hashPassword('a long enough password');
    await lowerPoolPriority();
    const own = getPriority();
    const pool = readdirSync('/proc/self/task')
      .filter((thread) => readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim() === 'libuv-worker')
      .map((thread) => getPriority(Number(thread)));
    expect(pool.length).toBeGreaterThan(0);
    expect(pool.every((priority) => priority >= Math.max(own, 10))).toBe(true);
    expect(getPriority()).toBe(own);
  });
});
