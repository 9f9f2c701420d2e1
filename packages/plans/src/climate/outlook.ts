import type { Day } from '@tripmaster/contracts';
import { sunOn } from '../sun/index.ts';
import { climateAt } from './index.ts';

/** What a day's place and date alone say about it: the sun's hours and the month's usual weather, where known. */
export function outlook(place: { lat: number; lon: number; timeZone: string }, date: string): Pick<Day, 'sun' | 'climate'> {
  const climate = climateAt(place, date);
  return { sun: sunOn(place, place.timeZone, date), ...(climate === undefined ? {} : { climate }) };
}
