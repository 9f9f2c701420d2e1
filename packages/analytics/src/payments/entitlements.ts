import type { Allowance, Entitlements } from '@tripmaster/rpc';
import type { PaymentsRepo } from './payments.repo.ts';
import { standingOf } from './standing.ts';

type Deps = {
  repo: Pick<PaymentsRepo, 'subscriptionsOf' | 'paymentsOf'>;
  /** What everybody has. */
  free: Allowance;
  /** What premium gives; absent where nothing is sold. */
  premium: Allowance | undefined;
  now: () => number;
};

/** The one place that says what somebody has a right to. Where nothing is sold everybody has the same, and nothing is asked. */
export function entitlements({ repo, free, premium, now }: Deps): Entitlements {
  return async (reader, userId) => {
    if (premium === undefined) return { premium: false, limits: free };
    const standing = standingOf(await repo.subscriptionsOf(reader, { userId }), await repo.paymentsOf(reader, { userId }), now());
    const { until } = standing;
    return { premium: standing.premium, limits: standing.premium ? premium : free, ...(until === undefined ? {} : { until }) };
  };
}
