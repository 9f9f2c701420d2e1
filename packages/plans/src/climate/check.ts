import { metresBetween } from '../travel/distance.ts';
import type { CityClimate } from './schema.ts';

/** Farther away the air of the station is not the city's. */
const MAX_METRES = 40_000;
/** Of these latitudes on, July and January are surely different seasons. */
const TROPIC = 23.5;
const NORMAL_YEARS = 30;
/** The Tokyo Climate Center asks for as many before it calls means of CLIMAT reports normal. */
const MIN_YEARS = 8;
/** A month's rain falls on its rain days; more a day than this is a slip of a factor of ten. */
const MAX_MM_A_DAY = 60;
const JANUARY = 0;
const JULY = 6;

/** What one value cannot show: the faults of records of which the schema has already been proved. */
export function climateFaults(records: readonly CityClimate[]): string[] {
  const faults: string[] = [];
  for (const [index, record] of records.entries()) {
    if (records.findIndex(({ city }) => city === record.city) !== index) faults.push(`${record.city}: is there twice`);
    faults.push(...recordFaults(record).map((fault) => `${record.city}: ${fault}`));
  }
  return faults;
}

function recordFaults({ lat, lon, station, basis, from, to, years, high, low, rainMm, rainDays }: CityClimate): string[] {
  const faults: string[] = [];
  const wrong = (fault: boolean, text: string): void => {
    if (fault) faults.push(text);
  };
  const away = metresBetween({ lat, lon }, station);
  wrong(away > MAX_METRES, `its station is ${(away / 1_000).toFixed(0)} km away`);
  wrong(basis === 'normals' && to - from + 1 !== NORMAL_YEARS, `normals of ${to - from + 1} years`);
  wrong(basis === 'reports' && (years === undefined || years < MIN_YEARS), `reports of fewer than ${MIN_YEARS} years`);
  wrong(basis === 'reports' && years !== undefined && years > to - from + 1, 'more years than there were');
  const mean = (month: number): number => ((high[month] ?? 0) + (low[month] ?? 0)) / 2;
  for (const [month, top] of high.entries()) {
    const name = `month ${month + 1}`;
    const bottom = low[month] ?? Number.NaN;
    wrong(!(top >= bottom), `${name}: the high is below the low`);
    wrong(top - bottom > 25, `${name}: high and low are ${(top - bottom).toFixed(0)} degrees apart`);
    const next = (month + 1) % high.length;
    wrong(Math.abs(mean(next) - mean(month)) > 13, `${name}: the next month is a different climate`);
    const [mm, wet] = [rainMm?.[month], rainDays?.[month]];
    if (mm === undefined || wet === undefined) continue;
    // Both are rounded.
    wrong(mm + 1 < wet, `${name}: ${mm} mm on ${wet} days of a millimetre or more`);
    wrong(mm > MAX_MM_A_DAY * Math.max(wet, 0.5), `${name}: ${mm} mm on ${wet} days`);
  }
  const warmer = mean(JULY) > mean(JANUARY);
  wrong(lat > TROPIC && !warmer, 'July is not warmer than January in the north');
  wrong(lat < -TROPIC && warmer, 'January is not warmer than July in the south');
  return faults;
}
