import { type TripRequest, id as planId, newId } from '@tripmaster/contracts';
import { keep, readKept } from '../../lib/kept.ts';

/**
 * The id a plan is made under, kept for the tab: sent as the stream's last event, it makes the server go on
 * with that plan after a reload, from its first event, instead of making a second one.
 */
const KEY = 'tripmaster.making';

/** The id under which this very wish is being made, or a new one. */
export function makingId(request: TripRequest): string {
  const kept = readKept(KEY);
  const wish = JSON.stringify(request);
  if (typeof kept === 'object' && kept !== null && 'id' in kept && 'wish' in kept && kept.wish === wish) {
    const known = planId.safeParse(kept.id);
    if (known.success) return known.data;
  }
  const id = newId();
  keep(KEY, { id, wish });
  return id;
}

/** The plan is there, was stopped, or is to be tried again: the next one is a new one. */
export function forgetMaking(): void {
  keep(KEY, null);
}
