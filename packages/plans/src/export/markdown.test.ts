import { describe, expect, it } from 'vitest';
import { planMarkdown } from './markdown.ts';
import { testItem, testPlan } from './testing.ts';

const castle = testItem('castle', '10:00', '11:30', {
  title: 'Castle',
  place: {
    name: 'Castle of Saint George',
    localName: 'Castelo de São Jorge',
    area: 'Alfama',
    lat: 38.7139,
    lon: -9.1334,
    source: 'catalogue',
  },
  travelFromPrevious: { mode: 'metro', minutes: 12, metres: 3_400, spareMinutes: 5, estimated: true },
  hours: { open: '09:00', close: '21:00', source: 'catalogue', asOf: '2025-06' },
  cost: { amount: 3_000, currency: 'EUR' },
  category: 'activities',
  costBasis: 'usual',
  links: [{ label: 'Tickets', url: 'https://example.org/search?q=castle' }],
});
const dinner = testItem('dinner', '19:00', '20:30', {
  kind: 'meal',
  meal: 'dinner',
  title: 'Dinner',
  cost: { amount: 6_050, currency: 'EUR' },
  category: 'food',
  costBasis: 'estimate',
  locked: true,
  notes: 'By the river',
});
const stay = testItem('stay', '21:00', '09:00', {
  kind: 'stay',
  title: 'Night in Alfama',
  cost: { amount: 12_001, currency: 'EUR' },
  category: 'stay',
  costBasis: 'given',
});
const plan = testPlan([
  {
    date: '2027-05-10',
    city: 'Lisbon',
    country: 'PT',
    timeZone: 'Europe/Lisbon',
    sun: { rise: '06:26', set: '20:38' },
    climate: { high: 23, low: 15, rainDays: 5, rainMm: 38, source: 'Lisbon, means 2003–2021: monthly reports' },
    items: [castle, dinner, stay],
  },
  { date: '2027-05-11', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [] },
]);
const text = planMarkdown(plan);

describe('planMarkdown', () => {
  it('says dates, party, route and total', () => {
    expect(text).toContain('# Five days in Lisbon\n');
    expect(text).toContain('- **Dates:** May 10 – 11, 2027 \\(2 days\\)');
    expect(text).toContain('- **Travellers:** 2 adults, 1 child \\(4\\)');
    expect(text).toContain('Lisbon \\(1 night\\)');
    expect(text).toContain('- **Total:** 210.51 EUR');
  });

  it('says when the sun rises and sets and what weather is usual, where that is known', () => {
    const about =
      'Times are local \\(Europe/Lisbon\\). Sunrise 06:26, sunset 20:38. Usual in May: 15 to 23 °C, 38 mm on 5 days of rain \\(Lisbon, means 2003–2021: monthly reports\\).';
    expect(text).toContain(`\n\n${about}\n\n`);
    const [first] = plan.days;
    if (first === undefined) throw new Error('no day');
    const polar = testPlan([
      { ...first, sun: { polar: 'night' }, climate: { high: -2, low: -7, rainDays: 1, source: 'Tromsø, normals' } },
      { ...first, date: '2027-05-11', sun: { polar: 'day' }, climate: { high: 1, low: 0, rainMm: 40, source: 'Tromsø, normals' } },
    ]);
    const far = planMarkdown(polar);
    expect(far).toContain('The sun does not rise. Usual in May: -7 to -2 °C, 1 day of rain \\(Tromsø, normals\\).');
    expect(far).toContain('The sun does not set. Usual in May: 0 to 1 °C, 40 mm of rain \\(Tromsø, normals\\).');
  });

  it('has a timetable a day, with place, way, price and what to verify', () => {
    expect(text).toContain('## Monday, May 10, 2027: Lisbon');
    expect(text).toContain(
      '| 10:00–11:30 | **Castle** · open 09:00–21:00 \\(usual, verify; catalogue, 2025-06\\) · [Tickets](<https://example.org/search?q=castle>) | Castle of Saint George \\(Castelo de São Jorge\\), Alfama | public transport, 12 min, 3,400 m, 5 min to spare \\(estimated\\) | 30.00 EUR \\(usual, verify\\) |',
    );
    expect(text).toContain('| 19:00–20:30 | **Dinner** · fixed · By the river |  |  | 60.50 EUR \\(estimate\\) |');
    expect(text).toContain('| 21:00–09:00 (next day) |');
    expect(text).toContain('Nothing is planned.');
  });

  it('has a budget whose parts add up to its total', () => {
    const section = text.slice(text.indexOf('## Budget'), text.indexOf('## What was checked'));
    const amounts = [...section.matchAll(/^\| (?:stay|food|activities|transport|equipment) \| ([\d.,]+) EUR/gm)].map((match) =>
      Math.round(Number(match[1]?.replaceAll(',', '')) * 100),
    );
    const total = Math.round(Number(/\*\*Total\*\* \| \*\*([\d.,]+) EUR/.exec(section)?.[1]?.replaceAll(',', '')) * 100);
    expect(amounts).toHaveLength(5);
    expect(amounts.reduce((a, b) => a + b, 0)).toBe(total);
    expect(total).toBe(21_051);
    expect(section).toContain('Left: 1,589.49 EUR');
    expect(section).toContain('Rate: 1 EUR = 1.0389 USD \\(ECB; 2024-12-31\\)');
  });

  it('says what was checked, what does not hold and what could not be known', () => {
    expect(text).toContain('1 of 2 rules hold');
    expect(text).toContain('2 things could not be checked');
    expect(text).toContain('**Problem:** The castle is closed on Mondays.');
    expect(text).toContain('| 5 | Open when you arrive | **does not hold** | 4 | 2 |');
    expect(text).toContain('Paris was taken to be Paris, France.');
  });

  it('writes numbers and dates as the reader does, and falls back on English', () => {
    expect(planMarkdown(plan, { locale: 'de' })).toContain('210,51 EUR');
    expect(planMarkdown(plan, { locale: 'de' })).toContain('11. Mai 2027');
    expect(planMarkdown(plan, { locale: 'not a locale' })).toContain('210.51 EUR');
    expect(planMarkdown(plan, { locale: 'tlh' })).toContain('210.51 EUR');
  });

  it('says when the budget is exceeded and the check is stale', () => {
    const over = planMarkdown({
      ...plan,
      verification: { ...plan.verification, stale: true },
      budget: { ...plan.budget, left: { amount: -150, currency: 'EUR' } },
    });
    expect(over).toContain('Over the limit by 1.50 EUR');
    expect(over).toContain('the plan has changed since');
  });
});
