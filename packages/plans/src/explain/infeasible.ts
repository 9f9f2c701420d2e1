import { rulesHolding, AppError, formatMoney, type Money, type TripRequest, type Verification } from '@tripmaster/contracts';
import { type VerifiableDoc } from '../verify/index.ts';
import { list } from '../words.ts';
import { wishesOf, withLimit, withoutBudget, type Concession, type Wish } from './wishes.ts';

export type { Wish } from './wishes.ts';

export type TriedPlan = { doc: VerifiableDoc; verification: Verification };

export type InfeasibleOptions = {
  /** Makes and verifies a plan; an `AppError` means that there is none, anything else is passed on. The dear step: called at most `maxTries` times, and six more where no single concession is enough. */
  tryPlan: (request: TripRequest) => TriedPlan | Promise<TriedPlan>;
  /** Default 25. */
  maxTries?: number;
  /** Relaxations looked for; default 3. */
  wanted?: number;
};

export type Relaxation = {
  /** The wish that gives way. */
  wish: string;
  label: string;
  /** What to ask instead; a plan was made for it and all twenty rules hold. */
  request: TripRequest;
  total: Money;
  /** Total less the limit that was asked, where that is positive: what it costs beyond it. */
  overLimit?: Money;
};

export type Clash = {
  /** True when the request as it is has a plan after all; then there is no conflict. */
  feasible: boolean;
  /** Wishes that cannot all be had even with every other one given up; with any one of them given up too, they can (where `proven`). */
  conflict: Wish[];
  /** False when tries ran out, or no wish that can be given up makes a plan possible. */
  proven: boolean;
  /** Cheapest first. */
  relaxations: Relaxation[];
  tries: number;
};

class OutOfTries extends Error {}

const MOST_TRIES = 25;
const MOST_WANTED = 3;
const KEPT_FOR_ADVICE = 9;
/** More tries for the case that no single concession is enough. */
const MORE_FOR_TOGETHER = 6;

/**
 * Says which wishes clash and what to do about it. The conflict is found by deletion: wishes are given up, many at a
 * time and then one by one, and stay given up where the rest still has no plan, so that what remains is minimal as
 * long as asking for less never makes planning harder. Then concessions are tried, those of the clashing wishes
 * first; each one offered has a plan on which all twenty rules hold, made with nothing else given up.
 */
export async function explainInfeasible(request: TripRequest, options: InfeasibleOptions): Promise<Clash> {
  let most = options.maxTries ?? MOST_TRIES;
  const wanted = options.wanted ?? MOST_WANTED;
  const known = new Map<string, TriedPlan | undefined>();
  let tries = 0;

  const plan = async (asked: TripRequest): Promise<TriedPlan | undefined> => {
    const key = JSON.stringify(asked);
    if (known.has(key)) return known.get(key);
    if (tries >= most) throw new OutOfTries();
    tries += 1;
    let tried: TriedPlan | undefined;
    try {
      tried = await options.tryPlan(asked);
    } catch (error) {
      // A request that cannot be understood has no plan; an abort or a fault of ours says nothing about the wishes.
      if (!(error instanceof AppError)) throw error;
    }
    const good = tried !== undefined && rulesHolding(tried.verification) === tried.verification.rules.length ? tried : undefined;
    known.set(key, good);
    return good;
  };

  if ((await plan(request)) !== undefined) return { feasible: true, conflict: [], proven: true, relaxations: [], tries };
  // Some tries are kept for what matters more to the traveller: what to do.
  const clash = await smallestClash(request, plan, () => tries < most - KEPT_FOR_ADVICE);
  const relaxations = await relax(request, clash.conflict, plan, wanted);
  if (relaxations.length === 0) {
    most += MORE_FOR_TOGETHER;
    const together = await giveUpTogether(request, plan);
    if (together !== undefined) relaxations.push(together);
  }
  return { feasible: false, ...clash, relaxations, tries };
}

type Plan = (request: TripRequest) => Promise<TriedPlan | undefined>;

/** Deletion in chunks, half of the wishes first and single ones last: few tries where most wishes play no part. */
async function smallestClash(request: TripRequest, plan: Plan, affordable: () => boolean): Promise<{ conflict: Wish[]; proven: boolean }> {
  const wishes = wishesOf(request);
  const keeping = (kept: readonly Wish[]): TripRequest =>
    wishes.filter((wish) => !kept.includes(wish)).reduce((asked, wish) => wish.without(asked), request);
  if ((await plan(keeping([]))) === undefined) return { conflict: wishes, proven: false };
  let kept = wishes;
  for (let size = Math.ceil(wishes.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (const chunk of chunksOf(kept, size)) {
      const rest = kept.filter((wish) => !chunk.includes(wish));
      if (rest.length === 0) continue;
      if (!affordable()) return { conflict: kept, proven: false };
      if ((await plan(keeping(rest))) === undefined) kept = rest;
    }
  }
  return { conflict: kept, proven: true };
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** Wishes that may help with a clash they are no part of, when they give way by another amount. */
const HELPFUL: readonly string[] = ['style', 'dates', 'destinations', 'pace', 'hours'];

async function relax(request: TripRequest, conflict: readonly Wish[], plan: Plan, wanted: number): Promise<Relaxation[]> {
  const found: { relaxation: Relaxation; rank: number }[] = [];
  const limit = request.budget;
  const money = conflict.some(({ group }) => group === 'budget');
  const offer = (wish: Wish, { label, request: asked }: Concession, { doc }: TriedPlan): void => {
    const total = doc.budget.total;
    const over = limit === undefined || limit.currency !== total.currency ? 0 : total.amount - limit.amount;
    const overLimit = over > 0 ? { overLimit: { amount: over, currency: total.currency } } : {};
    found.push({ relaxation: { wish: wish.id, label, request: asked, total, ...overLimit }, rank: Math.max(over, 0) });
  };
  /** The next concessions of a wish, until one of them is enough. */
  const concede = async (wish: Wish, left: Concession[]): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const tried = await plan(next.request);
      if (tried !== undefined) return offer(wish, next, tried);
    }
  };
  /** Something given up and something paid: where neither alone is wanted or enough. */
  const halfway = async (budget: Wish, wish: Wish): Promise<void> => {
    const [smallest] = wish.softer(request, money);
    const free = smallest === undefined ? undefined : await plan(withoutBudget(smallest.request));
    const needed = free?.doc.budget.total;
    if (smallest === undefined || needed === undefined || found.some(({ relaxation: { total } }) => needed.amount === total.amount)) return;
    const asked = withLimit(smallest.request, needed);
    const tried = await plan(asked);
    if (tried !== undefined) offer(budget, { label: `${smallest.label}, and spend up to ${formatMoney(needed)}`, request: asked }, tried);
  };
  const others = wishesOf(request).filter(({ id, group }) => HELPFUL.includes(group) && !conflict.some((wish) => wish.id === id));
  others.sort((a, b) => HELPFUL.indexOf(a.group) - HELPFUL.indexOf(b.group));
  const queues = [...conflict, ...others]
    .filter(({ group }) => group !== 'budget')
    .map((wish) => ({ wish, own: conflict.includes(wish), left: wish.softer(request, money) }));
  try {
    const budget = conflict.find(({ group }) => group === 'budget');
    if (budget !== undefined) {
      const free = await plan(withoutBudget(request));
      if (free !== undefined) {
        const needed = free.doc.budget.total;
        const asked = withLimit(request, needed);
        const tried = await plan(asked);
        if (tried !== undefined) offer(budget, { label: `Spend up to ${formatMoney(needed)}`, request: asked }, tried);
      }
    }
    // One concession of each clashing wish, then of the others, then the second of each: the choice should be a choice.
    for (const { wish, own, left } of queues) if (own || found.length < wanted) await concede(wish, left);
    if (budget !== undefined) for (const { wish, own } of queues) if (!own && found.length < wanted) await halfway(budget, wish);
    while (found.length < wanted && queues.some(({ left }) => left.length > 0)) {
      for (const { wish, left } of queues) if (found.length < wanted) await concede(wish, left);
    }
  } catch (error) {
    if (!(error instanceof OutOfTries)) throw error;
  }
  return found.toSorted((a, b) => a.rank - b.rank).map(({ relaxation }) => relaxation);
}

/**
 * Where no single concession is enough: wishes that are given up at once. All of them are, and then taken back as many at a
 * time as can be had, the firmest first, so that few remain.
 */
async function giveUpTogether(request: TripRequest, plan: Plan): Promise<Relaxation | undefined> {
  const without = (given: readonly Wish[]): TripRequest => given.toReversed().reduce((asked, wish) => wish.without(asked), request);
  let given = wishesOf(request).toReversed();
  let best: TriedPlan | undefined;
  try {
    best = await plan(without(given));
    if (best === undefined) return undefined;
    for (let size = Math.ceil(given.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (const chunk of chunksOf(given, size)) {
        const rest = given.filter((wish) => !chunk.includes(wish));
        const tried = rest.length === 0 ? undefined : await plan(without(rest));
        if (tried === undefined) continue;
        given = rest;
        best = tried;
      }
    }
  } catch (error) {
    if (!(error instanceof OutOfTries)) throw error;
  }
  if (best === undefined) return undefined;
  const total = best.doc.budget.total;
  const words = given.toReversed().map((wish) => (wish.group === 'budget' ? `spend up to ${formatMoney(total)}` : wish.givenUp));
  const label = list(words);
  return {
    wish: given.map(({ id }) => id).join(' '),
    label: label.slice(0, 1).toUpperCase() + label.slice(1),
    request: without(given),
    total,
  };
}
