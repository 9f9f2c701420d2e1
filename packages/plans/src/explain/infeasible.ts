import { formatMoney, type Money, type TripRequest, type Verification } from '@tripmaster/contracts';
import { rulesHolding, type VerifiableDoc } from '../verify/index.ts';
import { wishesOf, withLimit, withoutBudget, type Concession, type Wish } from './wishes.ts';

export type { Wish } from './wishes.ts';

export type TriedPlan = { doc: VerifiableDoc; verification: Verification };

export type InfeasibleOptions = {
  /** Makes and verifies a plan; throwing means that there is none. The dear step: called at most `maxTries` times. */
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

/**
 * Says which wishes clash and what to do about it. The conflict is found by deletion: every wish is given up in turn
 * and stays given up where that alone does not help, so that what remains is minimal: n + 1 tries for n wishes, one
 * for the many fixed items of a day where they have no part in it. Then concessions are tried, those of the clashing
 * wishes first; each one offered has a plan on which all twenty rules hold, made with nothing else given up.
 */
export async function explainInfeasible(request: TripRequest, options: InfeasibleOptions): Promise<Clash> {
  const most = options.maxTries ?? MOST_TRIES;
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
    } catch {
      // No plan at all is the answer that was asked for, whatever the reason; the caller logs its own failures.
    }
    const good = tried !== undefined && rulesHolding(tried.verification) === tried.verification.rules.length ? tried : undefined;
    known.set(key, good);
    return good;
  };

  if ((await plan(request)) !== undefined) return { feasible: true, conflict: [], proven: true, relaxations: [], tries };
  // Half of the tries are kept for what matters more to the traveller: what to do.
  const clash = await smallestClash(request, plan, () => tries < most / 2 || tries + wanted * 2 < most);
  const relaxations = await relax(request, clash.conflict, plan, wanted);
  return { feasible: false, ...clash, relaxations, tries };
}

type Plan = (request: TripRequest) => Promise<TriedPlan | undefined>;

async function smallestClash(request: TripRequest, plan: Plan, affordable: () => boolean): Promise<{ conflict: Wish[]; proven: boolean }> {
  const wishes = wishesOf(request);
  let kept = wishes;
  const given = (all: readonly Wish[]): TripRequest => wishes.filter((wish) => !all.includes(wish)).reduce((asked, wish) => wish.without(asked), request);
  let proven = (await plan(given([]))) !== undefined;
  // Many fixed items are first left out together: mostly they have no part in it.
  const fixed = wishes.filter(({ group }) => group === 'fixed');
  const groups = [...(fixed.length > 1 ? [fixed] : []), ...wishes.map((wish) => [wish])];
  for (const group of proven ? groups : []) {
    const rest = kept.filter((wish) => !group.includes(wish));
    if (rest.length === kept.length || (group.length > 1 && rest.length === 0)) continue;
    if (!affordable()) {
      proven = false;
      break;
    }
    if ((await plan(given(rest))) === undefined) kept = rest;
  }
  return { conflict: proven || kept.length < wishes.length ? kept : wishes, proven };
}

async function relax(request: TripRequest, conflict: readonly Wish[], plan: Plan, wanted: number): Promise<Relaxation[]> {
  const found: { relaxation: Relaxation; rank: number }[] = [];
  const limit = request.budget;
  const offer = (wish: Wish, { label, request: asked }: Concession, { doc }: TriedPlan, rank: number): void => {
    const total = doc.budget.total;
    const over = limit === undefined || limit.currency !== total.currency ? 0 : total.amount - limit.amount;
    const overLimit = over > 0 ? { overLimit: { amount: over, currency: total.currency } } : {};
    found.push({ relaxation: { wish: wish.id, label, request: asked, total, ...overLimit }, rank: Math.max(over, 0) + rank / 1_000 });
  };
  // Those outside the conflict cannot help by the fixed amount tried there, but by another one they may (fewer days).
  const others = wishesOf(request).filter(({ id }) => !conflict.some((wish) => wish.id === id));
  const order = [...conflict, ...others];
  try {
    const budget = order.find(({ group }) => group === 'budget');
    if (budget !== undefined) {
      const free = await plan(withoutBudget(request));
      if (free !== undefined) {
        const needed = free.doc.budget.total;
        const asked = withLimit(request, needed);
        const tried = await plan(asked);
        if (tried !== undefined) offer(budget, { label: `Spend ${formatMoney(needed)}`, request: asked }, tried, 0);
      }
    }
    // One concession of each wish before the second of any: the choice should be a choice.
    const queues = order.filter(({ group }) => group !== 'budget').map((wish) => ({ wish, left: wish.softer(request) }));
    for (let round = 0; found.length < wanted && queues.some(({ left }) => left.length > round); round += 1) {
      for (const { wish, left } of queues) {
        const concession = left[round];
        if (concession === undefined || found.length >= wanted) continue;
        const tried = await plan(concession.request);
        if (tried !== undefined) offer(wish, concession, tried, found.length + 1);
      }
    }
  } catch (error) {
    if (!(error instanceof OutOfTries)) throw error;
  }
  return found.toSorted((a, b) => a.rank - b.rank).map(({ relaxation }) => relaxation);
}
