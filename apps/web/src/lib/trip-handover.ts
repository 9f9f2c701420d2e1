import { tripRequest, type TripRequest, type TripRequestInput } from '@tripmaster/contracts';
import { useLocation } from '@tanstack/react-router';
import type { Failure } from './failure.ts';
import { readKept, keep } from './kept.ts';

/**
 * A filled-in wish on its way from the form to the page that makes the plan, past sign-up and reloads.
 * It travels in the history entry and, for the detours, in the tab's storage.
 */
const KEY = 'tripmaster.request';

declare module '@tanstack/react-router' {
  interface HistoryState {
    tripRequest?: TripRequestInput;
    /** Why the wish could not be granted, for the form to say at its field. */
    refusal?: Failure;
  }
}

export function handOver(request: TripRequestInput): void {
  keep(KEY, request);
}

/** The wish has been granted: opening `/new` by hand must not make the plan again. */
export function endHandOver(): void {
  keep(KEY, null);
}

/** The wish that was handed over, checked; undefined when there is none (somebody opened `/new` by hand). */
export function useTripRequest(): TripRequest | undefined {
  const state = useLocation({ select: (location) => location.state.tripRequest });
  return tripRequest.safeParse(state).data ?? tripRequest.safeParse(readKept(KEY)).data;
}
