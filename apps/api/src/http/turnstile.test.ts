import { expect, it } from 'vitest';
import { turnstile } from './turnstile.ts';

it('lets so many through at once, more as time goes by, and each caller by itself', () => {
  let ms = 0;
  const gate = turnstile({ burst: 3, aSecond: 2 }, 1, () => ms);
  expect([gate.take('a'), gate.take('a'), gate.take('a')]).toEqual([0, 0, 0]);
  expect(gate.take('a')).toBe(1);
  expect(gate.take('b')).toBe(0);
  ms += 500;
  expect([gate.take('a'), gate.take('a')]).toEqual([0, 1]);
  ms += 60_000;
  expect([gate.take('a'), gate.take('a'), gate.take('a'), gate.take('a')]).toEqual([0, 0, 0, 1]);
});

it('forgets who has been quiet longest rather than to grow', () => {
  const gate = turnstile({ burst: 1, aSecond: 1 }, 1, () => 0);
  for (let caller = 0; caller <= 20_000; caller += 1) gate.take(String(caller));
  expect(gate.take('20000')).toBe(1);
  expect(gate.take('0')).toBe(0);
});
