import { rulesHolding, RULES, type Verification, type Violation, type WayOut } from '@tripmaster/contracts';
import { verify, type Facts, type VerifiableDoc } from '../verify/index.ts';
import { OperationError, applyOperations } from './apply.ts';
import { proposalsFor } from './by-rule.ts';
import type { ExplainOptions, Proposal } from './proposals.ts';

export { explainInfeasible, type TriedPlan } from './infeasible.ts';

const MOST_WAYS_OUT = 4;
/** So that four ways out are not four times the same idea. */
const MOST_ALIKE = 2;
const USUAL_TRIES = 60;

/**
 * Changes that mend a violation, the smallest first, at most four. Each was applied to a copy and verified: the
 * violation is gone, its rule has fewer than before, and no fewer rules hold in all. `costDelta` is the exact
 * difference of the sums of prices. One that breaks another rule instead comes after those that break none. Locked items are touched only where nothing else helps. Empty where no single
 * change is enough.
 */
export function waysOut(doc: VerifiableDoc, violation: Violation, facts: Facts, options: ExplainOptions = {}): WayOut[] {
  return search(doc, verify(doc, facts), violation, facts, options);
}

/** The verification with the ways out of every violation filled in. */
export function withWaysOut(doc: VerifiableDoc, verification: Verification, facts: Facts, options: ExplainOptions = {}): Verification {
  const violations = verification.violations.map((violation) => ({
    ...violation,
    waysOut: search(doc, verification, violation, facts, options),
  }));
  return { ...verification, violations };
}

function search(doc: VerifiableDoc, before: Verification, violation: Violation, facts: Facts, options: ExplainOptions): WayOut[] {
  const found: WayOut[] = [];
  const atACost: WayOut[] = [];
  const alike = new Map<string, number>();
  const seen = new Set<string>();
  const paid = applyOperations(doc, []).budget.total;
  let tries = options.maxTries ?? USUAL_TRIES;
  for (const proposal of proposalsFor({ doc, facts, options }, violation)) {
    const kind = proposal.operations.map(({ op }) => op).join(' ');
    const key = JSON.stringify(proposal.operations);
    if ((alike.get(kind) ?? 0) >= MOST_ALIKE || seen.has(key)) continue;
    seen.add(key);
    if (found.length >= MOST_WAYS_OUT || tries <= 0) break;
    tries -= 1;
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
      label: proposal.label,
      operations: proposal.operations,
      costDelta: { amount: changed.budget.total.amount - paid.amount, currency: paid.currency },
      consequence: consequenceOf(proposal, broken, rulesHolding(after)),
      rulesAfter: rulesHolding(after),
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
