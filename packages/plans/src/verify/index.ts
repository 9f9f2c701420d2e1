import { RULES, toInstant, type RuleName, type RuleResult, type Verification, type Violation } from '@tripmaster/contracts';
import { everyDateHasADay, nightsAddUp } from './rules/calendar.ts';
import { childrenAreCaredFor } from './rules/children.ts';
import { itemsInsideTheirDay, localTimeIsRight, noTwoThingsAtOnce } from './rules/clock.ts';
import { budgetSumsAndHolds, oneCurrency } from './rules/money.ts';
import { accessNeeds, dietsRespected } from './rules/needs.ts';
import { openOnArrival, publicHolidays } from './rules/opening.ts';
import { paceAsAsked } from './rules/pace.ts';
import { fixedItemsUntouched, noSightOrTableTwice, placesExist } from './rules/places.ts';
import { checkInAndOut, oneStayANight } from './rules/stays.ts';
import { arrivalAndDepartureAreMet, travelTimeIsEnough } from './rules/travel.ts';
import { makeTimeline } from './timeline.ts';
import type { Facts, Rule, VerifiableDoc } from './types.ts';

export { factsFromGuides } from './facts.ts';
export * from './limits.ts';
export { isNight, lengthOf, tripDates } from './timeline.ts';
export type { Facts, VerifiableDoc } from './types.ts';

const CHECKS: Record<RuleName, Rule> = {
  'every-date-has-a-day': everyDateHasADay,
  'items-inside-their-day': itemsInsideTheirDay,
  'no-overlap': noTwoThingsAtOnce,
  'travel-time': travelTimeIsEnough,
  'open-on-arrival': openOnArrival,
  'arrival-and-departure': arrivalAndDepartureAreMet,
  'nights-add-up': nightsAddUp,
  'check-in-check-out': checkInAndOut,
  budget: budgetSumsAndHolds,
  diets: dietsRespected,
  access: accessNeeds,
  children: childrenAreCaredFor,
  pace: paceAsAsked,
  'no-repeats': noSightOrTableTwice,
  'public-holidays': publicHolidays,
  'places-exist': placesExist,
  'fixed-items': fixedItemsUntouched,
  'one-currency': oneCurrency,
  'local-time': localTimeIsRight,
  'one-stay-a-night': oneStayANight,
};

/** Evidence lines a rule keeps; the first ones say most. */
const MOST_EVIDENCE = 6;

/**
 * Checks a plan against the twenty rules. Pure and synchronous; never throws on a document of the schema, whoever
 * made it. Distances, times, sums and dates are worked out anew from coordinates, prices and the calendar; of what
 * the plan says about itself nothing counts as proof. Without facts a thing is `unknown`, which breaks no rule and
 * proves none. A rule holds when it has no violation of severity `error`.
 *
 * Violations carry no ways out yet: `withWaysOut` of `../explain` finds them. Their ids (`5:item`) are the same as
 * long as the violation lasts, so that two checks can be compared.
 */
export function verify(doc: VerifiableDoc, facts: Facts): Verification {
  const trip = makeTimeline(doc, facts);
  const rules: RuleResult[] = [];
  const violations: Violation[] = [];
  for (const { rule, name } of RULES) {
    const check = CHECKS[name](trip);
    const ids = new Map<string, number>();
    for (const { key, severity = 'error', stops, message, evidence = [] } of check.findings) {
      const again = ids.get(key) ?? 0;
      ids.set(key, again + 1);
      violations.push({
        id: `${rule}:${key}${again === 0 ? '' : ` #${again + 1}`}`,
        rule,
        severity,
        itemIds: [...new Set(stops.map(({ item }) => item.id))],
        message,
        evidence: [...evidence],
        waysOut: [],
      });
    }
    rules.push({
      rule,
      name,
      holds: check.findings.every(({ severity }) => severity === 'warning'),
      checked: check.checked,
      unknown: check.unknown,
      evidence: check.evidence.slice(0, MOST_EVIDENCE),
    });
  }
  return { checkedAt: toInstant(facts.now), stale: false, rules, violations };
}
