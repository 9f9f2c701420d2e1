import { addDays, DIETS, INTERESTS, type TripRequestInput } from '@tripmaster/contracts';
import { listGuides } from '../catalogue/index.ts';
import { hash } from './seed.ts';

/** Random but fixed requests over the catalogue's cities, for tests: the same `seed` gives the same ones. */
export function requests(count: number, seed: number): TripRequestInput[] {
  const cities = listGuides()
    .map(({ name }) => name)
    .toSorted();
  return Array.from({ length: count }, (_, number) => {
    let draw = 0;
    const unit = (): number => hash(`${seed} ${number} ${draw++}`) / 4_294_967_296;
    const below = (limit: number): number => Math.floor(unit() * limit);
    const some = <T>(list: readonly T[], most: number): T[] =>
      [...new Set(Array.from({ length: below(most + 1) }, () => list[below(list.length)]))].flatMap((one) =>
        one === undefined ? [] : [one],
      );
    const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
    const days = 1 + below(unit() < 0.2 ? 14 : 7);
    const start = addDays('2027-01-01', below(364));
    const first = cities[below(cities.length)] ?? 'Lisbon';
    const second = cities[below(cities.length)] ?? 'Porto';
    const two = days > 3 && unit() < 0.25 && first !== second;
    const children = unit() < 0.35 ? Array.from({ length: 1 + below(3) }, () => below(16)) : [];
    const adults = 1 + below(4);
    const style = pick(['budget', 'mid', 'luxury', undefined] as const);
    const pace = pick(['relaxed', 'balanced', 'packed', undefined] as const);
    return {
      destinations: two ? [{ name: first }, { name: second }] : [{ name: first }],
      dates: { start, end: addDays(start, days - 1) },
      travellers: { adults, childrenAges: children },
      ...(unit() < 0.6
        ? {
            budget: {
              amount: (adults + children.length) * days * (3_000 + below(30_000)),
              currency: pick(['EUR', 'USD', 'GBP'] as const) ?? 'EUR',
            },
          }
        : {}),
      ...(style ? { style } : {}),
      ...(pace ? { pace } : {}),
      interests: some(INTERESTS, 4),
      dietary: unit() < 0.25 ? some(DIETS, 1) : [],
      accessibility: unit() < 0.12 ? ['step-free'] : [],
      ...(unit() < 0.3 ? { arrivalTime: `${String(6 + below(17)).padStart(2, '0')}:${unit() < 0.5 ? '00' : '35'}` } : {}),
      ...(unit() < 0.3 && days > 1 ? { departureTime: `${String(6 + below(17)).padStart(2, '0')}:${unit() < 0.5 ? '00' : '25'}` } : {}),
      ...(unit() < 0.1 ? { dayStart: '10:00', dayEnd: '20:00' } : {}),
      ...(unit() < 0.2 ? { fixed: [{ title: 'Something booked', date: addDays(start, below(days)), start: '14:07', end: '15:40' }] } : {}),
    };
  });
}
