import { describe, expect, it } from 'vitest';
import { rangeOf, readPeriod } from './period.ts';

describe('the days of figures', () => {
  it('come from the address, and nothing else there does', () => {
    expect(readPeriod({ days: 28 })).toEqual({ days: 28 });
    expect(readPeriod({ days: 84 })).toEqual({});
    expect(readPeriod({ days: 5 })).toEqual({});
    expect(readPeriod({ from: '2026-02-01', to: '2026-02-28', days: 7 })).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(readPeriod({ from: '2026-02-30', to: '2026-03-02' })).toEqual({});
    expect(readPeriod({ from: '2026-03-02', to: '2026-03-01' })).toEqual({});
    expect(readPeriod({ from: '2020-01-01', to: '2026-03-01' })).toEqual({});
  });
  it('end today, both ends counted', () => {
    expect(rangeOf({ days: 7 }, '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02' });
    expect(rangeOf({ from: '2026-01-01', to: '2026-01-01' }, '2026-03-02')).toEqual({ from: '2026-01-01', to: '2026-01-01' });
  });
});
