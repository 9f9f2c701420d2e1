import { setImmediate } from 'node:timers/promises';
import { rulesHolding, RULES, type Verification, type Violation, type WayOut } from '@tripmaster/contracts';
import { verify, type Facts, type VerifiableDoc } from '../verify/index.ts';
import { OperationError, applyOperations } from './apply.ts';
import { proposalsFor } from './by-rule.ts';
import type { ExplainOptions, Proposal, Scene } from './proposals.ts';

export { explainInfeasible, type Clash, type TriedPlan } from './infeasible.ts';

const MOST_WAYS_OUT = 4;
/** So that four ways out are not four times the same idea. */
const MOST_ALIKE = 2;
const USUAL_TRIES = 60;
/** Violations of one rule that are looked into; the others of the rule take what was found for these, where it mends them too. */
const MOST_EXPLAINED = 12;
/**
 * Items of changed plans that are checked for all violations together, 10 to 15 microseconds each: a week has a thousand
 * tries, sixty packed days have 130.
 */
const WORK = 60_000;
const LEAST_TRIES = 40;
/** Milliseconds after which others get their turn. */
const BREATH = 20;

export type PlanExplainOptions = ExplainOptions & {
  /** Violations to find ways out for; default all. The others keep none. */
  only?: (violation: Violation) => boolean;
  signal?: AbortSignal;
};

/**
 * Changes that mend a violation, the smallest first, at most four. Each was applied to a copy and verified: the
 * violation is gone, its rule has fewer than before, and no fewer rules hold in all. `costDelta` is the exact
 * difference of the sums of prices. One that breaks another rule instead comes after those that break none. Locked items are touched only where nothing else helps. Empty where no single
 * change is enough.
 */
export function waysOut(doc: VerifiableDoc, violation: Violation, facts: Facts, options: ExplainOptions = {}): WayOut[] {
  const steps = search({ doc, facts, options }, verify(doc, facts), violation, { left: Infinity });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.map(({ way }) => way);
  }
}

/**
 * The verification with the ways out of every violation filled in, as far as the tries for a whole plan go: those of
 * each rule's first violations first. Lets others have their turn; rejects with the signal's reason when aborted.
 */
export async function withWaysOut(
  doc: VerifiableDoc,
  verification: Verification,
  facts: Facts,
  { only = () => true, signal, ...options }: PlanExplainOptions = {},
): Promise<Verification> {
  const items = doc.days.reduce((sum, day) => sum + day.items.length, 0);
  const tries: Tries = { left: Math.max(LEAST_TRIES, Math.floor(WORK / Math.max(1, items))) };
  const wanted = verification.violations.filter(only);
  const found = new Map<Violation, Tried[]>();
  let rested = performance.now();
  for (const violation of inTurn(wanted)) {
    if (tries.left <= 0) break;
    const steps = search({ doc, facts, options }, verification, violation, tries);
    for (let step = steps.next(); ; step = steps.next()) {
      if (performance.now() - rested > BREATH) {
        await setImmediate();
        signal?.throwIfAborted();
        rested = performance.now();
      }
      if (!step.done) continue;
      found.set(violation, step.value);
      break;
    }
  }
  const alike = (violation: Violation): Tried[] =>
    wanted
      .flatMap((other) => (other.rule === violation.rule ? (found.get(other) ?? []) : []))
      .filter(({ left }) => !left.has(violation.id));
  const violations = verification.violations.map((violation) => {
    const ways = found.get(violation) ?? (wanted.includes(violation) ? alike(violation) : []);
    return { ...violation, waysOut: ways.slice(0, MOST_WAYS_OUT).map(({ way }) => way) };
  });
  return { ...verification, violations };
}

/** The first violation of each rule, then the second of each; what breaks a rule before what only warns. */
function inTurn(violations: readonly Violation[]): Violation[] {
  const counts = new Map<number, number>();
  return violations
    .map((violation) => {
      const { rule, severity } = violation;
      const turn = counts.get(rule) ?? 0;
      counts.set(rule, turn + 1);
      return { violation, turn, warns: Number(severity === 'warning') };
    })
    .filter(({ turn }) => turn < MOST_EXPLAINED)
    .toSorted((a, b) => a.warns - b.warns || a.turn - b.turn)
    .map(({ violation }) => violation);
}

type Tries = { left: number };
/** `left`: the violations there are with it. */
type Tried = { way: WayOut; left: ReadonlySet<string> };

/** Yields after every try. */
function* search(scene: Scene, before: Verification, violation: Violation, all: Tries): Generator<void, Tried[]> {
  const { doc, facts, options } = scene;
  const found: Tried[] = [];
  const atACost: Tried[] = [];
  const alike = new Map<string, number>();
  const seen = new Set<string>();
  const paid = applyOperations(doc, []).budget.total;
  let tries = options.maxTries ?? USUAL_TRIES;
  for (const proposal of proposalsFor(scene, violation)) {
    const kind = proposal.operations.map(({ op }) => op).join(' ');
    const key = JSON.stringify(proposal.operations);
    if ((alike.get(kind) ?? 0) >= MOST_ALIKE || seen.has(key)) continue;
    seen.add(key);
    if (found.length >= MOST_WAYS_OUT || tries <= 0 || all.left <= 0) break;
    tries -= 1;
    all.left -= 1;
    yield;
    let changed: VerifiableDoc;
    try {
      changed = applyOperations(doc, proposal.operations);
    } catch (error) {
      if (error instanceof OperationError) continue;
      throw error;
    }
    const after = verify(changed, facts);
    if (!mends(before, after, violation)) continue;
    const broken = newlyBroken(before, after);
    if (broken.length === 0) alike.set(kind, (alike.get(kind) ?? 0) + 1);
    (broken.length === 0 ? found : atACost).push({
      way: {
        label: proposal.label,
        operations: proposal.operations,
        costDelta: { amount: changed.budget.total.amount - paid.amount, currency: paid.currency },
        consequence: consequenceOf(proposal, broken, rulesHolding(after)),
        rulesAfter: rulesHolding(after),
      },
      left: new Set(after.violations.map(({ id }) => id)),
    });
  }
  return [...found, ...atACost].slice(0, MOST_WAYS_OUT);
}

/** True when the violation is gone, did not come back under another name, and cost no other rule more than it won. */
function mends(before: Verification, after: Verification, violation: Violation): boolean {
  const ofRule = ({ violations }: Verification): number => violations.filter(({ rule }) => rule === violation.rule).length;
  return (
    !after.violations.some(({ id }) => id === violation.id) && ofRule(after) < ofRule(before) && rulesHolding(after) >= rulesHolding(before)
  );
}

function newlyBroken(before: Verification, after: Verification): string[] {
  return RULES.filter(({ rule }) => holds(before, rule) && !holds(after, rule)).map(({ label }) => label);
}

function holds({ rules }: Verification, rule: number): boolean {
  return rules.some((one) => one.rule === rule && one.holds);
}

function consequenceOf({ consequence }: Proposal, broken: readonly string[], holding: number): string {
  const outcome =
    broken.length > 0
      ? `Breaks: ${broken.join('; ')}.`
      : holding === RULES.length
        ? `All ${RULES.length} rules hold.`
        : `${holding} of ${RULES.length} rules hold.`;
  return consequence === undefined ? outcome : `${consequence} ${outcome}`;
}
