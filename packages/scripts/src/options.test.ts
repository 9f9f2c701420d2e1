import { describe, expect, it } from 'vitest';
import { optionOf, parseCommon, parseTrip, tripRequestOf, UsageError } from './options.ts';

const ask = (...args: string[]) => {
  const { values, positionals } = parseTrip(args);
  return tripRequestOf(positionals, values);
};

describe('what is asked for on the command line', () => {
  it('takes a whole trip', () => {
    const request = ask(
      'Lisbon',
      '--to-city',
      'Porto',
      '--nights',
      '3',
      '--nights',
      '2',
      '--from',
      '2027-05-10',
      '--adults',
      '2',
      '--child',
      '6',
      '--child',
      '9',
      '--budget',
      '1.800,00 EUR',
      '--interest',
      'food',
      '--interest',
      'history',
      '--diet',
      'vegan',
      '--style',
      'mid',
      '--arrive',
      '14:00',
    );
    expect(request).toMatchObject({
      destinations: [
        { name: 'Lisbon', nights: 3 },
        { name: 'Porto', nights: 2 },
      ],
      dates: { start: '2027-05-10', end: '2027-05-15' },
      travellers: { adults: 2, childrenAges: [6, 9] },
      budget: { amount: 180_000, currency: 'EUR' },
      interests: ['food', 'history'],
      dietary: ['vegan'],
      style: 'mid',
      arrivalTime: '14:00',
    });
  });

  it('takes any time of a month', () => {
    expect(ask('Lisbon', '--month', '2027-05', '--days', '4').dates).toEqual({ month: '2027-05', days: 4 });
  });

  it.each([
    [['Lisbon', '--from', '2027-05-10', '--to', '2027-05-12', '--budget', '-500 EUR'], '--budget: is negative.'],
    [['Lisbon', '--from', '2027-05-10', '--to', '2027-05-12', '--budget', 'much'], '--budget: contains no amount.'],
    [['Lisbon', '--from', '2027-05-10', '--to', '2027-05-12', '--adults', 'two'], '--adults: is not a whole number.'],
    [['Lisbon', '--from', '2027-05-10', '--to', '2027-05-12', '--style', 'posh'], '--style: is not one of budget, mid, luxury.'],
    [['Lisbon'], '--from: is needed, as YYYY-MM-DD (or --month and --days).'],
    [['Lisbon', '--from', '2027-05-10'], '--to: is needed, as YYYY-MM-DD (or --nights, or --days).'],
    [['Lisbon', '--from', '2027-05-10', '--nights', '2', '--nights', '3'], '--nights: given 2 times for one city.'],
    [['--from', '2027-05-10'], 'Name a city: tripmaster plan "Lisbon" --from 2027-05-10 --to 2027-05-14.'],
    [['Lisbon', '--frob'], "Unknown option '--frob'. See tripmaster --help."],
  ])('says in one sentence what is wrong with %j', (args, message) => {
    expect(() => ask(...args)).toThrow(new UsageError(message));
  });

  it('knows which option a field came from', () => {
    expect(
      ['dates.end', 'destinations.0.name', 'destinations.1.nights', 'travellers.childrenAges.0', 'budget.amount', 'notes', 'id'].map(
        optionOf,
      ),
    ).toEqual(['--to', '--destination', '--nights', '--child', '--budget', '--notes', 'id']);
  });

  it('keeps values apart from names', () => {
    expect(parseCommon(['abc', '--save', 'a.md', '--save', 'b.ics', '--json'])).toMatchObject({
      positionals: ['abc'],
      values: { save: ['a.md', 'b.ics'], json: true },
    });
  });
});
