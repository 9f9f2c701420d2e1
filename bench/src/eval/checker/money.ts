import type { Money } from '@tripmaster/contracts';
import { inCurrency, type Doc, type Journey } from './trip.ts';
import { dayNumber, metres } from './world.ts';
import type { Line } from './trip.ts';

/** The rules about money, nights and stays. */

const KINDS: Record<string, string> = {
  stay: 'stay',
  meal: 'food',
  sight: 'activities',
  activity: 'activities',
  free: 'activities',
  transfer: 'transport',
};

const up = (amount: bigint, parts: bigint): bigint => (amount <= 0n ? amount / parts : (amount + parts - 1n) / parts);

/** 9: sums to the minor unit, in whole numbers, and within the limit. */
export function doesNotAddUp({ doc }: Journey): boolean {
  const { budget, request, days } = doc;
  const { currency } = budget.total;
  const sums = new Map<string, bigint>();
  for (const item of days.flatMap(({ items }) => items)) {
    if (item.cost === undefined) continue;
    if (item.cost.amount < 0) return true;
    const amount = inCurrency(item.cost, currency, budget);
    if (amount === undefined) continue;
    const category = item.category ?? KINDS[item.kind] ?? 'activities';
    sums.set(category, (sums.get(category) ?? 0n) + BigInt(amount));
  }
  const total = [...sums.values()].reduce((a, b) => a + b, 0n);
  const heads = BigInt(request.travellers.adults + request.travellers.childrenAges.length);
  const dates = BigInt(Math.max(new Set(days.map(({ date }) => date)).size, 1));
  const limit = request.budget?.currency === currency ? BigInt(request.budget.amount) : undefined;
  const wrong = (printed: Money | undefined, exact: bigint | undefined): boolean =>
    (printed === undefined ? undefined : BigInt(printed.amount)) !== exact || (printed !== undefined && printed.currency !== currency);
  if (wrong(budget.total, total) || wrong(budget.perPerson, up(total, heads)) || wrong(budget.perDay, up(total, dates))) return true;
  if (wrong(budget.limit, limit) || wrong(budget.left, limit === undefined ? undefined : limit - total)) return true;
  if (categoriesAreWrong(budget, sums, up(total, heads * dates), total)) return true;
  return limit !== undefined && total > limit;
}

function categoriesAreWrong(budget: Doc['budget'], sums: ReadonlyMap<string, bigint>, share: bigint, total: bigint): boolean {
  const printed = new Map<string, { total: bigint; each: bigint }>();
  for (const part of budget.categories) {
    if (printed.has(part.category)) return true;
    printed.set(part.category, { total: BigInt(part.total.amount), each: BigInt(part.perPersonPerDay.amount) });
  }
  for (const name of new Set([...sums.keys(), ...printed.keys()])) {
    if ((printed.get(name)?.total ?? 0n) !== (sums.get(name) ?? 0n)) return true;
  }
  // The shares add up to that of the whole, and none is a unit or more off its part of it.
  const each = [...printed.values()];
  if (each.length > 0 && each.reduce((a, part) => a + part.each, 0n) !== share) return true;
  return (
    total > 0n &&
    each.some((part) => {
      const off = part.each * total - part.total * share;
      return off >= total || off <= -total;
    })
  );
}

/** 18: one currency, rates with a date and a source. */
export function mixesCurrencies({ doc: { budget, request, days }, world }: Journey): boolean {
  const { currency } = budget.total;
  const parts = [
    budget.perPerson,
    budget.perDay,
    budget.limit,
    budget.left,
    request.budget,
    ...budget.categories.flatMap((part) => [part.total, part.perPersonPerDay]),
    ...days.flatMap(({ items }) => items.map(({ cost }) => cost)),
  ];
  if (parts.some((part) => part !== undefined && part.currency !== currency)) return true;
  return (budget.rates ?? []).some(
    ({ perUnit, source, asOf }) =>
      !(perUnit > 0 && perUnit < Infinity) || source.trim() === '' || dayNumber(asOf) > world.now / 86_400_000 + 1,
  );
}

/** 7: the chain of cities, and the nights asked for in each. */
export function breaksTheChain({ doc, dates }: Journey): boolean {
  const { destinations, days, request } = doc;
  if (destinations.length === 0) return true;
  const plain = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(',')[0]?.trim() ?? '';
  const chain = destinations.some(({ arrive, depart, nights }, index) => {
    const before = destinations[index - 1];
    return dayNumber(depart) - dayNumber(arrive) !== nights || nights < 0 || arrive !== (before === undefined ? dates[0] : before.depart);
  });
  if (chain || destinations.at(-1)?.depart !== dates.at(-1)) return true;
  const lost = days.some(({ date, city }) => {
    const there = destinations.filter(({ arrive, depart }) => arrive <= date && date <= depart);
    return there.length > 0 && !there.some(({ name }) => plain(name) === plain(city));
  });
  const left = [...destinations];
  const short = request.destinations.some(({ name, nights }) => {
    if (nights === undefined) return false;
    const at = left.findIndex((one) => plain(one.name) === plain(name));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found !== undefined && found.nights !== nights;
  });
  return lost || short;
}

function nightsOf({ lines }: Journey, date: string): Line[] {
  return lines.filter((line) => line.night && line.date === date);
}

/** 20: one bed a night, or a night on the way; none after the trip. */
export function sleepsBadly(journey: Journey): boolean {
  const nights = journey.dates.slice(0, -1);
  if (journey.lines.some(({ night, date }) => night && !nights.includes(date))) return true;
  return nights.some((date) => {
    const beds = nightsOf(journey, date).length;
    const onTheWay = journey.lines.some((line) => line.date === date && line.item.kind === 'transfer' && line.end >= 1_440);
    return beds > 1 || (beds === 0 && !onTheWay);
  });
}

/** 8: into a room from three, out of it by eleven. */
export function misjudgesTheHotel(journey: Journey): boolean {
  const nights = journey.dates.flatMap((date) => nightsOf(journey, date).slice(0, 1));
  const same = (one: Line | undefined, other: Line): boolean => {
    const [a, b] = [one?.item.place, other.item.place];
    if (one === undefined) return false;
    if (a?.id !== undefined && b?.id !== undefined) return a.id === b.id;
    if (one.point && other.point)
      return (a?.name ?? one.item.title) === (b?.name ?? other.item.title) && metres(one.point, other.point) <= 500;
    return one.item.title === other.item.title;
  };
  return nights.some((night, index) => {
    if (night.item.locked && night.item.provenance === 'user') return false;
    const next = nights[index + 1];
    return (
      (!same(nights[index - 1], night) && night.start < 900) || ((next === undefined || !same(next, night)) && night.end - 1_440 > 660)
    );
  });
}
