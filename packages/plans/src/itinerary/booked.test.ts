import { describe, expect, it } from 'vitest';
import { isBooked } from './booked.ts';
import { makePlanner } from './testing.ts';

const plan = await makePlanner();
const wish = (title: string) => ({ title, date: '2027-03-24', start: '15:00', end: '17:00' });
const at = (name: string, localName?: string) => ({ name, ...(localName !== undefined && { localName }) });

describe('a sight that the traveller has arranged', () => {
  it.each([
    ['Uffizi with Carla', at('Uffizi Gallery', 'Galleria degli Uffizi'), true],
    ['Guided tour: Accademia', at('Accademia Gallery'), true],
    ['Visita a los Uffizi', at('Uffizi Gallery'), true],
    ['Oceanarium tickets', at('Lisbon Oceanarium'), false],
    ['Walk over the Old Town Square', at('Old Town Square'), true],
    ['A walk in the old town', at('Old Town Square'), false],
    ['Meeting in the palace', at('Pitti Palace'), false],
    ['Drinks in Santa Croce', at('Basilica of Santa Maria Novella'), false],
  ])('“%s”: %o is it: %s', (title, place, expected) => {
    expect(isBooked([wish(title)], 'Florence')(place)).toBe(expected);
  });

  it('is not planned a second time', async () => {
    const trip = { destinations: [{ name: 'Florence' }], dates: { start: '2027-03-23', end: '2027-03-26' }, travellers: { adults: 2 } };
    const titles = async (fixed: ReturnType<typeof wish>[]) =>
      (await plan({ ...trip, fixed })).doc.days
        .flatMap(({ items }) => items.map(({ title }) => title))
        .filter((title) => /Uffizi/.test(title));
    expect(await titles([])).toEqual(['Uffizi Gallery']);
    expect(await titles([wish('Uffizi with Carla')])).toEqual(['Uffizi with Carla']);
    expect(await titles([wish('Lunch near the Uffizi')])).toContain('Uffizi Gallery');
  });
});
