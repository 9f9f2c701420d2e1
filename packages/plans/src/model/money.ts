import { fractionDigits } from '@tripmaster/contracts';
import { partyPrices } from '../itinerary/pricing.ts';
import type { Stage, Trip } from '../trip.ts';
import type { Prices } from '../itinerary/types.ts';
import type { Rate } from '../rates/index.ts';
import { currencyOf } from '../understand/index.ts';
import type { Answer } from './answer.ts';

/** Above this a price is taken to be a slip (of the decimal point, of the currency): it is then not known. Euro cents. */
const MOST_ENTRY = 100_000;
const MOST_COST = 2_000_000;

/** Turns what a model calls a price in major units into minor units of the trip's currency. */
export type Converter = {
  entry: (major: number) => number | undefined;
  /** In minor units of `currency`, for sums that are made before they are converted. */
  minor: (major: number) => number;
  toTrip: (minor: number) => number | undefined;
  currency: string;
};

/** `undefined` when neither the model nor the country says which money it is, or no rate leads to the trip's. */
export function converterOf(trip: Trip, stage: Stage, named: string, rates: Map<string, Rate>): Converter | undefined {
  const { convert, has } = trip.rates;
  const currency = has(named) ? named : currencyOf(stage.country);
  if (currency === undefined || convert({ amount: 0, currency }, trip.currency) === undefined) return undefined;
  const minor = (major: number): number => Math.round(major * 10 ** fractionDigits(currency));
  const toTrip = (amount: number): number | undefined => {
    const converted = convert({ amount, currency }, trip.currency);
    if (converted?.rate) rates.set(converted.rate.currency, converted.rate);
    return converted?.money.amount;
  };
  const sane = (amount: number, most: number): boolean => (convert({ amount, currency }, 'EUR')?.money.amount ?? Infinity) <= most;
  return { currency, minor, toTrip, entry: (major) => (sane(minor(major), MOST_ENTRY) ? minor(major) : undefined) };
}

/** The model's usual costs for the party, or `undefined` when there are none or they cannot be right. */
export function pricesOf(trip: Trip, stage: Stage, { costs, modes }: Answer, money: Converter, asOf: string): Prices | undefined {
  if (costs === undefined) return undefined;
  const level = ({ budget, mid, luxury }: NonNullable<Answer['costs']>['stay']) => ({
    budget: money.minor(budget),
    mid: money.minor(mid),
    luxury: money.minor(luxury),
  });
  const day = money.minor(costs.transitDay);
  const guide = {
    id: 'model',
    name: stage.name,
    aliases: [],
    country: stage.country,
    lat: stage.lat,
    lon: stage.lon,
    timeZone: stage.timeZone,
    currency: money.currency,
    asOf,
    language: 'en',
    transit: { modes, single: Math.round(day / 4), day },
    costs: { stay: level(costs.stay), breakfast: level(costs.breakfast), lunch: level(costs.lunch), dinner: level(costs.dinner) },
    areas: [],
    places: [],
  };
  const dearest = trip.rates.convert(
    { amount: Math.max(guide.costs.stay.luxury, guide.costs.dinner.luxury, day), currency: money.currency },
    'EUR',
  );
  // A night or a dinner for nothing is a field that was left empty.
  if (dearest === undefined || dearest.money.amount > MOST_COST || Math.min(guide.costs.stay.mid, guide.costs.dinner.mid) <= 0)
    return undefined;
  const prices = partyPrices(guide, trip.party, money.toTrip);
  return prices && { ...prices, transitTitle: 'Getting about for the day', basis: 'estimate' };
}
