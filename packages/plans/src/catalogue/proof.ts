import { metresBetween } from '../travel/distance.ts';
import { openingOf, parseHours } from './hours.ts';
import type { CityGuide, Guide } from './schema.ts';

const MIN_PLACES = 15;
const MIN_AREAS = 5;
export const MAX_METRES = 30_000;
const SAME_PLACE_METRES = 15;
/** A place with a season must still be worth listing. */
const MIN_SEASON_WEEKS = 8;

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** How many weeks of the year in which the facts were usual have an opening. */
function weeksOpen(hours: string, year: number): number {
  const rules = parseHours(hours);
  const weeks = new Set<number>();
  for (let day = 0; day < 364; day += 1) {
    const date = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
    if (openingOf(rules, date, false).length > 0) weeks.add(Math.floor(day / 7));
  }
  return weeks.size;
}

/** What is wrong with hours that can be read: a place must be open now and then. */
export function hoursFaults(hours: string, year: number): string[] {
  const open = weeksOpen(hours, year);
  // Hours that only ever open by month or date say a season, so winter is no slip.
  const seasonal = parseHours(hours).every((rule) => rule.windows.length === 0 || rule.dates.length > 0);
  if (seasonal) return open < MIN_SEASON_WEEKS ? [`open only ${open} weeks a year`] : [];
  return open < 52 ? [`no opening at all in ${52 - open} weeks of the year`] : [];
}

function costFaults(guide: CityGuide): string[] {
  const { transit, costs } = guide;
  const faults: string[] = [];
  const wrong = (fault: boolean, text: string): void => {
    if (fault) faults.push(text);
  };
  // Relations hold in every currency, so no rate is needed to see a lost or extra zero.
  const day = transit.day ?? transit.single;
  wrong(day < transit.single, 'a day ticket below a single one');
  wrong(transit.single > costs.dinner.mid, 'a single ticket above a dinner');
  wrong(day > costs.stay.budget, 'a day ticket above a budget night');
  wrong(costs.breakfast.budget === 0, 'breakfast costs nothing');
  wrong(costs.breakfast.mid > costs.dinner.mid, 'breakfast above dinner');
  wrong(costs.lunch.mid > costs.dinner.mid, 'lunch above dinner');
  wrong(costs.stay.mid < 2 * costs.lunch.mid, 'a night below two lunches');
  wrong(costs.stay.mid > 60 * costs.lunch.mid, 'a night above sixty lunches');
  for (const place of guide.places) {
    const { adult, child } = place.price;
    wrong(adult > costs.stay.luxury, `${place.id}: costs more than a luxury night`);
    wrong(adult > 0 && adult * 40 < costs.dinner.mid, `${place.id}: price too small to be real`);
    wrong(adult === 0 && child > 0, `${place.id}: free, but not for children`);
  }
  return faults;
}

/** What holds of the places of any guide, an imported one too: in reach of the city, open now and then, each there once. */
export function placeFaults(guide: Pick<Guide, 'lat' | 'lon' | 'asOf' | 'areas' | 'places'>): string[] {
  const { areas, places } = guide;
  const year = Number(guide.asOf.slice(0, 4));
  const areaIds = new Set(areas.map((area) => area.id));
  const faults = [
    ...repeated(places.map((place) => place.id)).map((id) => `two places have the id ${id}`),
    ...repeated(areas.map((area) => area.id)).map((id) => `two areas have the id ${id}`),
    // Items name both in the same way.
    ...places.filter((place) => areaIds.has(place.id)).map(({ id }) => `an area and a place have the id ${id}`),
  ];
  for (const spot of [...areas, ...places]) {
    const away = metresBetween(guide, spot);
    if (away > MAX_METRES) faults.push(`${spot.id}: ${(away / 1_000).toFixed(1)} km from the centre`);
  }
  for (const [index, place] of places.entries()) {
    if (place.area !== undefined && !areaIds.has(place.area)) {
      faults.push(`${place.id}: no area ${place.area}`);
    }
    if (place.hours !== undefined) faults.push(...hoursFaults(place.hours, year).map((fault) => `${place.id}: ${fault}`));
    for (const other of places.slice(index + 1)) {
      if (other.name === place.name && metresBetween(place, other) < SAME_PLACE_METRES) {
        faults.push(`${place.id} and ${other.id} are the same place`);
      }
    }
  }
  return faults;
}

/** The faults of one guide of the catalogue's own, of which the schema has already been proved. */
export function guideFaults(guide: CityGuide): string[] {
  const { areas, places } = guide;
  const faults = [...placeFaults(guide), ...costFaults(guide)];
  if (places.length < MIN_PLACES) faults.push(`${places.length} places, ${MIN_PLACES} needed`);
  if (areas.length < MIN_AREAS) faults.push(`${areas.length} areas, ${MIN_AREAS} needed`);
  for (const role of ['stay', 'lunch', 'dinner'] as const) {
    if (!areas.some((area) => area.roles.includes(role))) faults.push(`no area for ${role}`);
  }
  return faults;
}
