import {
  planDocument,
  rulesHolding,
  tripRequest,
  type DestinationHit,
  type Item,
  type PlanDocument,
  type TripRequestInput,
  type Violation,
} from '@tripmaster/contracts';
import { expect } from 'vitest';
import { listGuides, loadGuide } from '../catalogue/index.ts';
import { openHolidays } from '../holidays/index.ts';
import { understand } from '../understand/index.ts';
import { CatalogueProposer } from './catalogue-proposer.ts';
import { planTrip, type PlannerDeps, type PlanOptions } from './planner.ts';
import { printPlan } from './print.ts';
import type { Gazetteer, Trip } from '../trip.ts';

/** When every plan of the tests is checked. */
const NOW = Date.parse('2026-11-23T09:00:00Z');

const HIT = { region: '', countryName: '', population: 50_000 };
/** A town that no guide covers, and a place to come from. */
const TOWNS: DestinationHit[] = [
  { ...HIT, name: 'Évora', country: 'PT', lat: 38.5667, lon: -7.9, timeZone: 'Europe/Lisbon' },
  { ...HIT, name: 'Munich', country: 'DE', lat: 48.1374, lon: 11.5755, timeZone: 'Europe/Berlin' },
  { ...HIT, name: 'Auckland', country: 'NZ', lat: -36.85, lon: 174.76, timeZone: 'Pacific/Auckland' },
  { ...HIT, name: 'Honolulu', country: 'US', lat: 21.31, lon: -157.86, timeZone: 'Pacific/Honolulu' },
  { ...HIT, name: 'Apia', country: 'WS', lat: -13.83, lon: -171.77, timeZone: 'Pacific/Apia' },
];

/** The catalogue's cities by name, and the towns above. */
async function testGazetteer(): Promise<Gazetteer> {
  const guides = await Promise.all(listGuides().map(({ id }) => loadGuide(id)));
  const hits = [
    ...guides.map(({ id, name, country, lat, lon, timeZone }): DestinationHit => ({
      ...HIT,
      name,
      country,
      lat,
      lon,
      timeZone,
      guide: id,
    })),
    ...TOWNS,
  ];
  const resolve = (name: string): DestinationHit[] => hits.filter((hit) => hit.name === name);
  return { search: resolve, resolve };
}

export type Planned = { doc: PlanDocument; trip: Trip };

/** Plans a request with the real engine and the catalogue; the document has passed the contract's schema. */
export async function makePlanner(): Promise<
  (input: TripRequestInput, deps?: Partial<PlannerDeps>, options?: PlanOptions) => Promise<Planned>
> {
  const gazetteer = await testGazetteer();
  const holidays = await openHolidays();
  const proposer = new CatalogueProposer({ holidays });
  return async (input, deps = {}, options = {}) => {
    const trip = understand(tripRequest.parse(input), { gazetteer, now: NOW });
    const doc = await planTrip(trip, proposer, { holidays, gazetteer, now: NOW, ...deps }, options);
    return { doc: planDocument.parse(doc), trip };
  };
}

/** Two adults and a child of six, five days in Lisbon in May, 1,800 euros. */
export const REFERENCE: TripRequestInput = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-14' },
  travellers: { adults: 2, childrenAges: [6] },
  budget: { amount: 180_000, currency: 'EUR' },
  interests: ['food', 'history'],
};

/** The sum of all items' costs. */
export const sumOfItems = ({ days }: PlanDocument): number =>
  days.reduce((all, { items }) => all + items.reduce((sum, { cost }) => sum + (cost?.amount ?? 0), 0), 0);
/** What breaks a rule. */
export const errors = ({ verification }: PlanDocument): Violation[] =>
  verification.violations.filter(({ severity }) => severity === 'error');
/** The items of all days. */
export const items = ({ days }: PlanDocument): Item[] => days.flatMap((day) => day.items);

/** All rules hold and the sums are the items'. */
export function expectGreen(doc: PlanDocument): void {
  expect(errors(doc), printPlan(doc)).toEqual([]);
  expect(rulesHolding(doc.verification)).toBe(20);
  expect(sumOfItems(doc)).toBe(doc.budget.total.amount);
  expect(doc.budget.categories.reduce((sum, { total }) => sum + total.amount, 0)).toBe(doc.budget.total.amount);
}
