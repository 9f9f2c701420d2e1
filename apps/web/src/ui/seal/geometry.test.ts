import { RULES } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { dialPoint, readCount, readProgress, readVerification, rimPath, sealHeadline, sealName, tickPath } from './geometry.ts';

const rules = (...broken: number[]) =>
  RULES.map(({ rule, name }) => ({ rule, name, holds: !broken.includes(rule), checked: 1, unknown: 0, evidence: [] }));

describe('the dial', () => {
  it('starts at twelve o’clock and runs clockwise', () => {
    expect(dialPoint(0, 50)).toBe('60.0 10.0');
    expect(dialPoint(90, 50)).toBe('110.0 60.0');
    expect(tickPath(0, 'holds')).toBe('M60.0 16.5L60.0 10.5');
    expect(tickPath(5, 'holds')).toBe('M103.5 60.0L109.5 60.0');
  });

  it('draws a broken tick long, through the gap in the rim', () => {
    expect(tickPath(3, 'broken')).toBe('M89.9 38.3L106.9 25.9');
  });

  it('closes the rim with twenty arcs that meet, and leaves gaps when it is out of date', () => {
    const end = (path: string) => path.split(' 1 ')[1];
    for (let index = 0; index < 20; index += 1)
      expect(rimPath((index + 1) % 20, false).startsWith(`M${end(rimPath(index, false))}A`)).toBe(true);
    expect(rimPath(1, true).startsWith(`M${end(rimPath(0, true))}A`)).toBe(false);
  });
});

describe('a reading', () => {
  it('is whole when every rule holds, stale when the check is old, open when one is broken', () => {
    expect(readVerification({ rules: rules(), stale: false })).toMatchObject({ state: 'whole', holding: 20, broken: 0 });
    expect(readVerification({ rules: rules(), stale: true }).state).toBe('stale');
    const open = readVerification({ rules: rules(5, 9), stale: true });
    expect(open).toMatchObject({ state: 'open', holding: 18, broken: 2 });
    expect(open.marks.indexOf('broken')).toBe(4);
  });

  it('fills in the rules’ order and never past the last', () => {
    expect(readProgress(11).marks.filter((mark) => mark === 'holds')).toHaveLength(11);
    expect(readProgress(25)).toMatchObject({ state: 'filling', holding: 20 });
  });

  it('says itself in words', () => {
    expect(sealName(readCount(20))).toBe('Checked: 20 of 20 rules hold');
    expect(sealName(readCount(18))).toBe('2 of 20 rules broken');
    expect(sealHeadline(readCount(19))).toBe('1 rule broken');
    expect(sealName(readProgress(6))).toBe('6 of 20 rules checked');
  });
});
