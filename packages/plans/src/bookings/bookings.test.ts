import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openGuideGazetteer } from '../index.ts';
import { readBooking } from './index.ts';
import { findDates, findTimes } from './moments.ts';
import { corpus, factsOf, type Fact } from './scoring.ts';

const gazetteer = openGuideGazetteer();
const today = '2027-02-02';
const read = (content: string, name = 'mail.txt') => readBooking({ name, content }, { gazetteer, today });

describe('reading booking confirmations', () => {
  it('reads nine of ten facts of the corpus right, and calls no wrong one certain', { timeout: 60_000 }, async () => {
    const facts: Fact[] = [];
    const cases = corpus();
    for (const one of cases) facts.push(...(await factsOf(one, gazetteer)));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    const wrong = facts.filter(({ right }) => !right);
    expect(wrong.filter(({ sure }) => sure)).toEqual([]);
    expect(1 - wrong.length / facts.length).toBeGreaterThanOrEqual(0.9);
    const files = new Set(facts.map(({ file }) => file));
    const whole = [...files].filter((file) => facts.every((fact) => fact.file !== file || fact.right));
    expect(whole.length / files.size).toBeGreaterThanOrEqual(0.9);
  });

  it('throws nothing for what is cut off or damaged', { timeout: 120_000 }, async () => {
    for (const { name, content } of corpus()) {
      for (const share of [0.1, 0.37, 0.5, 0.81, 0.95]) {
        const cut = content.subarray(0, Math.floor(content.length * share));
        await expect(readBooking({ name, content: cut }, { gazetteer, today })).resolves.toBeDefined();
      }
      const mixed = Uint8Array.from(content, (byte, index) => (index % 97 === 13 ? (byte * 31 + index) % 256 : byte));
      await expect(readBooking({ name, content: mixed }, { gazetteer, today })).resolves.toBeDefined();
    }
  });

  it('throws nothing for random bytes and texts', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (content) => {
        await readBooking({ name: 'x', content }, { gazetteer, today });
      }),
      { numRuns: 300 },
    );
    const words = fc.constantFrom(
      'Flight',
      'LH 714',
      'FRA',
      '(HND)',
      '10:20',
      '→',
      '14 May 2027',
      'Check-in',
      ':',
      '\n',
      '\t',
      '<table>',
      '<td>',
      '</td>',
      'Total',
      '€',
      '1.000,00',
      '東京',
      '発',
      '予約番号',
      'Subject:',
      'BEGIN:VCALENDAR',
      '{',
      '"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 200 }), async (parts) => {
        await read(parts.join(' '));
      }),
      { numRuns: 300 },
    );
  });

  it('takes no long time for long or nasty texts', { timeout: 60_000 }, async () => {
    for (const content of [
      'Check-in '.repeat(30_000),
      '10:20 LIS '.repeat(20_000),
      '<td>'.repeat(60_000),
      `Booking code ${'A'.repeat(200_000)}`,
      ' '.repeat(300_000),
      '2027年'.repeat(50_000),
      `<div>${'<table><tr><td>'.repeat(20_000)}x`,
    ]) {
      const from = performance.now();
      await read(content);
      expect(performance.now() - from).toBeLessThan(4_000);
    }
  });

  it.each([
    ['Sa., 15. Mai 2027', '2027-05-15'],
    ['14 mai 2027', '2027-05-14'],
    ['viernes, 14 de mayo de 2027', '2027-05-14'],
    ['2027年5月14日(金)', '2027-05-14'],
    ['May 14, 2027', '2027-05-14'],
    ['Fri 14MAY27', '2027-05-14'],
    ['14.05.27', '2027-05-14'],
    ['05/14/2027', '2027-05-14'],
  ])('knows the date in “%s”', (text, date) => {
    expect(findDates(text)).toMatchObject([{ date, sure: true }]);
  });

  it('is not sure of a date whose weekday is another, nor of one that can be read two ways', () => {
    expect(findDates('Sa., 14. Mai 2027')[0]).toMatchObject({ date: '2027-05-14', sure: false });
    expect(findDates('03/04/2027')[0]?.sure).toBe(false);
  });

  it.each([
    ['14h30', ['14:30']],
    ['2:30 PM', ['14:30']],
    ['14.30 Uhr', ['14:30']],
    ['午後2時30分', ['14:30']],
    ['06:15 +1', ['06:15']],
    ['2 h 35 min', []],
    ['所要時間 2時間30分', []],
  ])('knows the times in “%s”', (text, times) => {
    expect(findTimes(text).map(({ time }) => time)).toEqual(times);
  });
});
