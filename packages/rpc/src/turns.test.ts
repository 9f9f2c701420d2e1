import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurn } from './turns.ts';

it('does the work of one name one after another, and of two names at once', async () => {
  const under = { ana: 0, ben: 0 };
  let together = 0;
  const work = (name: keyof typeof under) => async () => {
    under[name] += 1;
    expect(under[name]).toBe(1);
    if (under.ana + under.ben === 2) together += 1;
    await wait(2);
    under[name] -= 1;
    return name;
  };
  const done = await Promise.all([1, 2, 3].flatMap(() => [inTurn('ana', undefined, work('ana')), inTurn('ben', undefined, work('ben'))]));
  expect(done).toEqual(['ana', 'ben', 'ana', 'ben', 'ana', 'ben']);
  expect(together).toBeGreaterThan(0);
});

it('goes on after work that failed, and begins none whose caller has gone', async () => {
  const failed = inTurn('cal', undefined, async () => Promise.reject(new Error('no')));
  const gone = new AbortController();
  let begun = false;
  const left = inTurn('cal', gone.signal, async () => (begun = true));
  const after = inTurn('cal', undefined, async () => 'done');
  gone.abort(new Error('gone'));
  await expect(failed).rejects.toThrow('no');
  await expect(left).rejects.toThrow('gone');
  expect(await after).toBe('done');
  expect(begun).toBe(false);
});

it('lets others have their turn between two', async () => {
  let between = 0;
  const timer = setInterval(() => (between += 1), 1);
  const busy = async () => {
    const end = performance.now() + 5;
    while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: 10 }, () => inTurn('dan', undefined, busy)));
  clearInterval(timer);
  expect(between).toBeGreaterThan(5);
});
