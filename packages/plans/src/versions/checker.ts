import type { Destination, PlanDocument, TripRequest } from '@tripmaster/contracts';
import type { Clash } from '../explain/index.ts';
import type { Facts } from '../verify/index.ts';

/** Says what is wrong with plans that were made before or changed by somebody, and what could be done about it. */
export type PlanChecker = {
  /** What is known of the places and dates of a plan. */
  facts(document: PlanDocument): Promise<Facts>;
  /** The document with its verification made anew; without ways out where nobody may take them. */
  checked(document: PlanDocument, facts: Facts, options?: { signal?: AbortSignal | undefined; waysOut?: boolean }): Promise<PlanDocument>;
  /**
   * Which wishes of a request clash, and requests instead, each of which has a plan on which all rules hold. With
   * `destinations` it is the request of a plan: its cities are known, and it may have begun.
   */
  relax(request: TripRequest, options?: { signal?: AbortSignal | undefined; destinations?: readonly Destination[] }): Promise<Clash>;
};
