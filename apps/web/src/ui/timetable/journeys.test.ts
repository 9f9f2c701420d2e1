import type { Item } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { journeysOf } from './journeys.ts';

const flight = (start: string, end: string, arrival: NonNullable<Item['arrival']>): Item => ({
  id: 'flight',
  kind: 'transfer',
  title: 'Flight',
  start,
  end,
  arrival,
  links: [],
  provenance: 'user',
  locked: false,
});
const told = (timeZone: string, date: string, item: Item) => journeysOf({ date, timeZone, items: [item] }).get('flight');

describe('a way to another zone', () => {
  it('tells both zones and how long it is', () => {
    expect(told('Asia/Singapore', '2027-07-01', flight('09:15', '09:05', { date: '2027-07-01', timeZone: 'America/Los_Angeles' }))).toBe(
      '09:15 Singapore time to 09:05 Los Angeles time, 14 h 50 min. From here on by Los Angeles time.',
    );
    expect(told('Pacific/Honolulu', '2027-07-02', flight('14:00', '21:00', { date: '2027-07-03', timeZone: 'Pacific/Auckland' }))).toBe(
      '14:00 Honolulu time to 21:00 Auckland time on Sat 3 Jul, 9 h.',
    );
  });

  it('says nothing of what ends where it began', () => {
    const { arrival: _, ...walk } = flight('09:00', '09:30', { date: '2027-07-01', timeZone: 'Asia/Tokyo' });
    expect(journeysOf({ date: '2027-07-01', timeZone: 'Asia/Tokyo', items: [walk] }).size).toBe(0);
  });
});
