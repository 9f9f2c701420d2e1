import { rulesHolding, type Verification } from '@tripmaster/contracts';
import { verify, type Facts, type VerifiableDoc } from '../verify/index.ts';
import type { Assembled } from './assemble.ts';
import { assembleFound, findStage, themes, type Draft, type Found } from './draft.ts';
import { withinLimit, type Priced } from './money.ts';
import { remedyFor, type Remedy } from './repair.ts';
import type { Settings } from './stage-task.ts';

/** Days valued after it, at least, for a stage. */
const LEAST_TRIES = 4_000;
/** Most visits a day: at or below the verifier's limits, which are for the traveller's own changes too. */
const CAP = { relaxed: 4, balanced: 5, packed: 8 } as const;
/** Minutes that a visit is stretched by while sights are chosen, and minutes beside each way, by pace. */
const LINGER = { relaxed: 20, balanced: 10, packed: 0 } as const;
const BUFFER = { relaxed: 15, balanced: 10, packed: 5 } as const;

/** One whole plan, verified. */
export type Attempt = { priced: Priced; assembled: Assembled; doc: VerifiableDoc; verification: Verification };

export type Effort = {
  seed: number;
  /** Days valued for the whole trip. */
  tries: number;
  /** Most rounds of repair. */
  repairs: number;
  /** Called between rounds with the best so far; may reject to end the search. */
  between: (round: number, best: Attempt) => Promise<void>;
  /** Called between stages to let others have their turn; may reject to end the search. */
  pause: () => Promise<void>;
};

/** Finds, verifies and repairs: round after round mends what the check found, the best round is kept. */
export async function search(draft: Draft, facts: Facts, { seed, tries, repairs, between, pause }: Effort): Promise<Attempt> {
  const { pace, limit } = draft.trip;
  let remedy: Remedy | undefined = { banned: new Set(), cap: CAP[pace], buffer: BUFFER[pace], limit };
  let last = await attempt(draft, remedy, seed, tries, facts, pause);
  let best = last;
  await between(0, best);
  for (let round = 1; round <= repairs; round++) {
    const over = Math.max(0, -(last.assembled.budget.left?.amount ?? 0));
    remedy = remedyFor(last.verification, last.assembled.slots, { over, hopeless: last.priced.hopeless }, remedy);
    if (!remedy) break;
    last = await attempt(draft, remedy, seed + round, tries / 2, facts, pause);
    if (isBetter(last, best)) best = last;
    await between(round, best);
  }
  return best;
}

async function attempt(
  draft: Draft,
  remedy: Remedy,
  seed: number,
  tries: number,
  facts: Facts,
  pause: () => Promise<void>,
): Promise<Attempt> {
  const { trip } = draft;
  const share = Math.max(LEAST_TRIES, tries / Math.max(1, draft.tasks.length));
  const find = async (lambda: number): Promise<Found[]> => {
    const used = new Set(remedy.banned);
    const nextTheme = themes(draft);
    const stages: Found[] = [];
    for (const stage of draft.tasks.keys()) {
      const settings: Settings = {
        seed,
        tries: lambda === 0 ? share : Math.max(LEAST_TRIES, share / 3),
        lambda,
        cap: remedy.cap,
        buffer: remedy.buffer,
        linger: LINGER[trip.pace],
        banned: used,
      };
      const found = findStage(draft, stage, settings, nextTheme);
      // A city one comes back to has the same sights: each is seen once.
      for (const { slots } of found.days) for (const { candidate } of slots) if (candidate) used.add(candidate.id);
      stages.push(found);
      await pause();
    }
    return stages;
  };
  const priced = await withinLimit(draft, remedy.limit, find, (found, comfort) => assembleFound(draft, found, comfort));
  const { assembled } = priced;
  const doc = { request: trip.request, destinations: assembled.destinations, days: assembled.days, budget: assembled.budget };
  return { priced, assembled, doc, verification: verify(doc, facts) };
}

/** The rules that are broken, once a violation. */
export function errorsOf({ verification }: Attempt): number[] {
  return verification.violations.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));
}

function isBetter(a: Attempt, b: Attempt): boolean {
  const holding = rulesHolding(a.verification) - rulesHolding(b.verification);
  return holding !== 0 ? holding > 0 : errorsOf(a).length < errorsOf(b).length;
}
