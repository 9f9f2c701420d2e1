import { RULES, type Verification, type Violation, type WayOut } from '@tripmaster/contracts';
import { rulesHolding, verify, type Facts, type VerifiableDoc } from '../verify/index.ts';
import { OperationError, applyOperations } from './apply.ts';
import { proposalsFor } from './by-rule.ts';
import type { ExplainOptions, Proposal } from './proposals.ts';

export { OperationError, applyOperations } from './apply.ts';
export { explainInfeasible, type Clash, type InfeasibleOptions, type Relaxation, type TriedPlan, type Wish } from './infeasible.ts';
export type { LegOptions } from './legs.ts';
export type { ExplainOptions } from './proposals.ts';

const MOST_WAYS_OUT = 4;
/** So that four ways out are not four times the same idea. */
const MOST_ALIKE = 2;
const USUAL_TRIES = 60;

/**
 * Changes that mend a violation, the smallest first, at most four. Each was applied to a copy and verified: the
 * violation is gone, its rule has fewer than before, and no fewer rules hold in all. `costDelta` is the exact
 * difference of the sums of prices. Locked items are touched only where nothing else helps. Empty where no single
 * change is enough.
 */
export function waysOut(doc: VerifiableDoc, violation: Violation, facts: Facts, options: ExplainOptions = {}): WayOut[] {
  return search(doc, verify(doc, facts), violation, facts, options);
}

/** The verification with the ways out of every violation filled in. */
export function withWaysOut(doc: VerifiableDoc, verification: Verification, facts: Facts, options: ExplainOptions = {}): Verification {
  const violations = verification.violations.map((violation) => ({ ...violation, waysOut: search(doc, verification, violation, facts, options) }));
  return { ...verification, violations };
}

function search(doc: VerifiableDoc, before: Verification, violation: Violation, facts: Facts, options: ExplainOptions): WayOut[] {
  const found: WayOut[] = [];
  const alike = new Map<string, number>();
  const seen = new Set<string>();
  const legs = options.travelMinutes === undefined ? {} : { travelMinutes: options.travelMinutes };
  const paid = applyOperations(doc, [], legs).budget.total;
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
      changed = applyOperations(doc, proposal.operations, legs);
    } catch (error) {
      if (error instanceof OperationError) continue;
      throw error;
    }
    const after = verify(changed, facts);
    if (!mends(before, after, violation)) continue;
    alike.set(kind, (alike.get(kind) ?? 0) + 1);
    found.push({
      label: proposal.label,
      operations: proposal.operations,
      costDelta: { amount: changed.budget.total.amount - paid.amount, currency: paid.currency },
      consequence: consequenceOf(proposal, before, after),
      rulesAfter: rulesHolding(after),
    });
  }
  return found;
}

/** True when the violation is gone, did not come back under another name, and cost no other rule more than it won. */
function mends(before: Verification, after: Verification, violation: Violation): boolean {
  const ofRule = ({ violations }: Verification): number => violations.filter(({ rule }) => rule === violation.rule).length;
  return !after.violations.some(({ id }) => id === violation.id) && ofRule(after) < ofRule(before) && rulesHolding(after) >= rulesHolding(before);
}

function consequenceOf({ consequence }: Proposal, before: Verification, after: Verification): string {
  const broken = after.rules.filter(({ rule, holds }) => !holds && before.rules.some((one) => one.rule === rule && one.holds));
  const labels = broken.map(({ rule }) => RULES.find((one) => one.rule === rule)?.label ?? `rule ${rule}`);
  const holding = rulesHolding(after);
  const outcome = labels.length > 0 ? `Breaks: ${labels.join('; ')}.` : holding === RULES.length ? `All ${RULES.length} rules hold.` : `${holding} of ${RULES.length} rules hold.`;
  return [consequence, outcome].filter((text) => text !== undefined).join(' ');
}
