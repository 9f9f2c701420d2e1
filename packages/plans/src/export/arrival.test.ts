import ICAL from 'ical.js';
import type { Item } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { planHtml } from './html.ts';
import { planIcs } from './ics.ts';
import { planMarkdown } from './markdown.ts';
import { testItem, testPlan } from './testing.ts';

const SAN_FRANCISCO = { date: '2027-07-01', timeZone: 'America/Los_Angeles' };
const flight = (start: string, end: string, arrival: Item['arrival']): Item =>
  testItem('flight', start, end, { kind: 'transfer', title: 'Flight', ...(arrival === undefined ? {} : { arrival }) });
const dayIn = (date: string, timeZone: string, items: Item[]) => ({ date, city: 'X', country: 'PT', timeZone, items });

function lengths(calendar: string): number[] {
  const root = new ICAL.Component(ICAL.parse(calendar));
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return (event.endDate.toUnixTime() - event.startDate.toUnixTime()) / 60;
  });
}

describe('a flight that ends in another zone', () => {
  const plan = testPlan([
    dayIn('2027-07-01', 'Asia/Singapore', [
      testItem('breakfast', '07:00', '07:30', { kind: 'meal' }),
      flight('09:15', '09:05', SAN_FRANCISCO),
      testItem('dinner', '19:00', '20:00', { kind: 'meal' }),
      testItem('night', '21:00', '08:00', { kind: 'stay' }),
    ]),
    dayIn('2027-07-02', 'America/Los_Angeles', []),
  ]);

  it('shows both zones and how long it is, in a calendar, as Markdown and as HTML', async () => {
    const calendar = planIcs(plan);
    expect(calendar).toContain('DTSTART;TZID=Asia/Singapore:20270701T091500\r\n');
    expect(calendar).toContain('DTEND;TZID=America/Los_Angeles:20270701T090500\r\n');
    const text = '09:15 (Asia/Singapore) to 09:05 (America/Los_Angeles), 14 h 50 min';
    expect(calendar.replace(/\r\n /g, '').replaceAll('\\,', ',')).toContain(`DESCRIPTION:${text}`);
    expect(planMarkdown(plan).replace(/\\([()_])/g, '$1')).toContain(text);
    expect(planHtml(plan)).toContain(text);
  });

  it('leaves the rest of the day in the time of the city one has come to', () => {
    const calendar = planIcs(plan);
    expect(calendar).toContain('DTSTART;TZID=America/Los_Angeles:20270701T190000\r\n');
    expect(calendar).toContain('DTEND;TZID=America/Los_Angeles:20270702T080000\r\n');
    expect(lengths(calendar)).toEqual([30, 14 * 60 + 50, 60, 11 * 60]);
    expect(planMarkdown(plan)).toContain('after “Flight” local there');
  });

  it.each([
    ['Pacific/Auckland', '2027-07-02', '20:00', '05:30', { date: '2027-07-02', timeZone: 'Pacific/Honolulu' }, 7 * 60 + 30],
    ['Pacific/Honolulu', '2027-07-02', '14:00', '21:00', { date: '2027-07-03', timeZone: 'Pacific/Auckland' }, 9 * 60],
    ['Pacific/Apia', '2027-07-02', '10:00', '11:00', { date: '2027-07-01', timeZone: 'Pacific/Pago_Pago' }, 60],
    ['Pacific/Pago_Pago', '2027-07-02', '10:00', '11:00', { date: '2027-07-03', timeZone: 'Pacific/Apia' }, 60],
    // Summer time begins on the way.
    ['America/New_York', '2027-03-27', '22:00', '09:30', { date: '2027-03-28', timeZone: 'Europe/Lisbon' }, 6 * 60 + 30],
  ])('from %s on %s at %s lasts as long as it does', (zone, date, start, end, arrival, minutes) => {
    expect(lengths(planIcs(testPlan([dayIn(date, zone, [flight(start, end, arrival)])])))).toEqual([minutes]);
  });

  it('is no longer than nothing where it would land before it leaves', () => {
    expect(
      lengths(
        planIcs(testPlan([dayIn('2027-07-01', 'Asia/Singapore', [flight('09:15', '09:05', { ...SAN_FRANCISCO, date: '2027-06-30' })])])),
      ),
    ).toEqual([0]);
  });
});
