import { expect, it } from 'vitest';
import { turnstile } from './turnstile.ts';

const IN = { taken: 1, waitSeconds: 0 };
const OUT = { taken: 0, waitSeconds: 1 };

it('lets so many through at once, more as time goes by, and each caller by itself', () => {
  let ms = 0;
  const gate = turnstile({ burst: 3, aSecond: 2 }, 1, () => ms);
  expect([gate.take('a'), gate.take('a'), gate.take('a'), gate.take('a')]).toEqual([IN, IN, IN, OUT]);
  expect(gate.take('b')).toEqual(IN);
  ms += 500;
  expect([gate.take('a'), gate.take('a')]).toEqual([IN, OUT]);
  ms += 60_000;
  expect([gate.take('a'), gate.take('a'), gate.take('a'), gate.take('a')]).toEqual([IN, IN, IN, OUT]);
});

it('lets in a part of those who come together', () => {
  const gate = turnstile({ burst: 3, aSecond: 2 }, 2, () => 0);
  expect(gate.take('a', 4)).toEqual({ taken: 4, waitSeconds: 0 });
  expect(gate.take('a', 4)).toEqual({ taken: 2, waitSeconds: 1 });
  expect(gate.take('a', 0)).toEqual({ taken: 0, waitSeconds: 0 });
});

it('forgets who has been quiet longest rather than to grow', () => {
  const gate = turnstile({ burst: 1, aSecond: 1 }, 1, () => 0);
  for (let caller = 0; caller <= 20_000; caller += 1) gate.take(String(caller));
  expect(gate.take('20000')).toEqual(OUT);
  expect(gate.take('0')).toEqual(IN);
});
