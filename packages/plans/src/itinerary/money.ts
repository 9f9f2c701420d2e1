import type { Style } from '@tripmaster/contracts';
import type { Assembled, Comfort } from './assemble.ts';
import type { Draft, Found } from './draft.ts';
import type { Trip } from '../trip.ts';

const BELOW: Record<Style, Style | undefined> = { luxury: 'mid', mid: 'budget', budget: undefined };

/**
 * The levels a trip may be planned at, most comfortable first. A style that was asked for is kept for the stay; meals may
 * be had a level cheaper before sights are given up. Without a style everything is open.
 */
function comforts(trip: Trip): Comfort[] {
  const from = (stay: Style): Comfort[] => {
    const levels: Comfort[] = [];
    for (let meals: Style | undefined = stay; meals; meals = BELOW[meals]) levels.push({ stay, meals });
    return levels;
  };
  if (trip.style) return from(trip.style);
  if (trip.limit === undefined) return [{ stay: 'mid', meals: 'mid' }];
  return [{ stay: 'luxury', meals: 'luxury' }, { stay: 'luxury', meals: 'mid' }, ...from('mid'), { stay: 'budget', meals: 'budget' }];
}

/** Of what the sights would cost if money were no object, this share should be left by stays and meals. */
const SIGHTS_SHARE = 0.7;
/** Prices of a minor unit that are tried, as multiples of the plan's average score for one: bisection between the ends. */
const STEPS = 5;
const LEAST = 0.05;
const MOST = 8;

/** `hopeless`: the cheapest plan there is does not fit either. */
export type Priced = { found: Found[]; assembled: Assembled; comfort: Comfort; lambda: number; hopeless: boolean };
/** Finds the days at a price of money; `lambda` as in `Settings`. */
export type Find = (lambda: number) => Promise<Found[]>;
export type Lay = (found: readonly Found[], comfort: Comfort) => Assembled;

const activities = ({ budget }: Assembled): number =>
  budget.categories.find(({ category }) => category === 'activities')?.total.amount ?? 0;

/** Total score of the candidates in the plan. */
function scoreOf(found: readonly Found[]): number {
  return found.reduce(
    (sum, { days }) => sum + days.reduce((all, { slots }) => all + slots.reduce((one, slot) => one + (slot.candidate?.score ?? 0), 0), 0),
    0,
  );
}

/**
 * Keeps the plan within its limit: first the level of comfort that leaves room for the sights, then dearer sights give
 * way to cheaper ones by a price on money (a Lagrange multiplier on the budget, found by bisection). Where nothing fits,
 * the cheapest plan there is.
 */
export async function withinLimit(draft: Draft, limit: number | undefined, find: Find, lay: Lay): Promise<Priced> {
  const levels = comforts(draft.trip);
  const found = await find(0);
  const [best] = levels;
  const top = best ?? { stay: 'mid', meals: 'mid' };
  if (limit === undefined) return { found, assembled: lay(found, top), comfort: top, lambda: 0, hopeless: false };
  const laid = levels.map((comfort) => ({ comfort, assembled: lay(found, comfort) }));
  const cheapest = laid.reduce(
    (a, b) => (b.assembled.budget.total.amount < a.assembled.budget.total.amount ? b : a),
    laid[0] ?? { comfort: top, assembled: lay(found, top) },
  );
  const wish = activities(cheapest.assembled);
  // Where prices are not known for some of the days, their share of the money is left alone.
  const known = draft.frames.filter(({ stage }) => draft.bases[stage]?.proposal.prices).length / Math.max(1, draft.frames.length);
  const chosen = laid.find(({ assembled }) => assembled.budget.total.amount - (1 - SIGHTS_SHARE) * wish <= limit * known) ?? cheapest;
  const { comfort } = chosen;
  if (chosen.assembled.budget.total.amount <= limit) return { found, assembled: chosen.assembled, comfort, lambda: 0, hopeless: false };

  const unit = scoreOf(found) / Math.max(1, wish);
  const attempt = async (lambda: number, level: Comfort): Promise<Priced> => {
    const again = await find(lambda);
    return { found: again, assembled: lay(again, level), comfort: level, lambda, hopeless: false };
  };
  const fits = ({ assembled }: Priced): boolean => assembled.budget.total.amount <= limit;
  const free = await attempt(MAX_LAMBDA, comfort);
  if (!fits(free)) {
    return { ...free, comfort: cheapest.comfort, assembled: lay(free.found, cheapest.comfort), hopeless: true };
  }
  let [low, high] = [Math.log(LEAST), Math.log(MOST)];
  let kept = free;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    const tried = await attempt(Math.exp(middle) * unit, comfort);
    if (fits(tried)) {
      if (scoreOf(tried.found) >= scoreOf(kept.found)) kept = tried;
      high = middle;
    } else low = middle;
  }
  return kept;
}

/** A price at which nothing that costs anything is worth it. */
const MAX_LAMBDA = 1e6;
