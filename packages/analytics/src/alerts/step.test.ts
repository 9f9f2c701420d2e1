import type { AlertRule } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { added, BUCKETS, bucketOf, p95 } from './latency.ts';
import { step, type Standing } from './step.ts';

const MINUTE_MS = 60_000;
const rule = (more: Partial<AlertRule> = {}): AlertRule => ({
  name: 'Errors',
  metric: 'error-rate',
  when: 'above',
  threshold: 5,
  clearAt: 3,
  windowMinutes: 5,
  forMinutes: 2,
  channels: [{ kind: 'mail' }],
  enabled: true,
  ...more,
});
const OK: Standing = { state: 'ok', since: 0, turningSince: null };

/** The states after each minute's value. */
function after(values: (number | undefined)[], of: AlertRule = rule()): string {
  let standing = OK;
  return values
    .map((value, minute) => {
      standing = step(of, standing, value, minute * MINUTE_MS);
      return standing.state[0];
    })
    .join('');
}

describe('a rule', () => {
  it('fires when the metric has been past the threshold for its minutes, and not before', () => {
    expect(after([6, 6, 6, 6])).toBe('ppff');
    expect(after([6, 6, 4, 6, 6])).toBe('ppopp');
    expect(after([5, 5, 5, 5])).toBe('oooo');
  });

  it('fires at once where no minutes are asked for', () => expect(after([6, 2, 6], rule({ forMinutes: 0 }))).toBe('fof'));

  it('is over only when the metric has been back behind the second bound as long', () => {
    expect(after([6, 6, 6, 4, 4, 4, 4])).toBe('ppfffff'.slice(0, 7));
    expect(after([6, 6, 6, 3, 3, 3, 3])).toBe('ppfffoo');
    expect(after([6, 6, 6, 3, 3, 4, 3, 3, 3])).toBe('ppffffffo');
  });

  it('watches for too little as well', () => {
    expect(after([9, 4, 4, 4, 6, 6, 6], rule({ when: 'below', threshold: 5, clearAt: 6 }))).toBe('oppfffo');
  });

  it('stays where it is while nothing can be measured', () => {
    expect(after([6, undefined, 6, undefined, 1, undefined, 1, 1])).toBe('ppffffoo');
  });

  it('is quiet once switched off', () => {
    expect(step(rule({ enabled: false }), { state: 'firing', since: 0, turningSince: null }, 9, 5)).toEqual({
      state: 'ok',
      since: 5,
      turningSince: null,
    });
  });

  it('does not come back from one crossing more often than there are crossings of both bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 3.01, max: 8, noNaN: true }), { maxLength: 200 }), (values) => {
        // Nothing falls behind the second bound: once it fires, it fires for good.
        expect(after(values)).toMatch(/^[op]*f*$/);
      }),
    );
  });
});

describe('answers by how long they took', () => {
  it('are told to a quarter', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 }), (all) => {
        const counts = added([]);
        for (const ms of all) counts[bucketOf(ms)] = (counts[bucketOf(ms)] ?? 0) + 1;
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(all.length * 0.95) - 1] ?? 0;
        const found = p95(counts) ?? 0;
        expect(found).toBeGreaterThanOrEqual(Math.min(exact, BUCKETS.at(-1) ?? 0));
        expect(found).toBeLessThanOrEqual(Math.max(1, exact * 1.25 + 1e-9));
      }),
    );
  });
  it('add up over minutes and nodes, and a damaged minute counts nothing', () => {
    expect(p95(added([null, []]))).toBeUndefined();
    expect(added([[1, 2], [3], null]).slice(0, 2)).toEqual([4, 2]);
  });
});
