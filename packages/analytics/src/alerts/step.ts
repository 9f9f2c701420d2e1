import type { AlertRule, AlertState } from '@tripmaster/contracts';

const MINUTE_MS = 60_000;

/** Where a rule stands. `turningSince`: since when the metric has been where it would change the state. */
export type Standing = { state: AlertState; since: number; turningSince: number | null };

/**
 * What becomes of a rule with a new value. It fires once the metric has been past the threshold for the rule's minutes,
 * and is over once it has been back behind `clearAt` for as long; in between nothing changes, so that a metric which
 * dances on the threshold is told of once. A value that could not be measured changes nothing.
 */
export function step(rule: AlertRule, standing: Standing, value: number | undefined, now: number): Standing {
  if (!rule.enabled) return standing.state === 'ok' ? standing : { state: 'ok', since: now, turningSince: null };
  if (value === undefined) return standing;
  const past = rule.when === 'above' ? value > rule.threshold : value < rule.threshold;
  const back = rule.when === 'above' ? value <= rule.clearAt : value >= rule.clearAt;
  const forMs = rule.forMinutes * MINUTE_MS;
  if (standing.state === 'firing') {
    if (!back) return { ...standing, turningSince: null };
    const turningSince = standing.turningSince ?? now;
    return now - turningSince >= forMs ? { state: 'ok', since: now, turningSince: null } : { ...standing, turningSince };
  }
  if (!past) return standing.state === 'ok' ? standing : { state: 'ok', since: now, turningSince: null };
  const turningSince = standing.turningSince ?? now;
  if (now - turningSince >= forMs) return { state: 'firing', since: now, turningSince: null };
  return { state: 'pending', since: standing.state === 'pending' ? standing.since : now, turningSince };
}
