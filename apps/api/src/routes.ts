import { analyticsRoutes, billingRoutes, countingRoutes, experimentsRoutes, type Analytics, type Payments } from '@tripmaster/analytics';
import { accountRoutes, adminRoutes, authRoutes, type Auth } from '@tripmaster/auth';
import { destinationsRoutes, discoverRoutes, moderationRoutes, plansRoutes, type Plans } from '@tripmaster/plans';
import { mergeRouters, router } from '@tripmaster/rpc';

export type Features = { auth: Auth; plans: Plans; analytics: Analytics; payments: Payments };

/** Every procedure there is, by its public name. */
export function routes({ auth, plans, analytics, payments }: Features) {
  return router({
    auth: authRoutes(auth),
    account: mergeRouters(accountRoutes(auth), router({ analytics: countingRoutes(analytics.people) })),
    admin: mergeRouters(
      adminRoutes(auth),
      router({ moderation: moderationRoutes(plans.reports), experiments: experimentsRoutes(analytics) }),
    ),
    analytics: analyticsRoutes(analytics),
    billing: billingRoutes(payments.billing),
    plans: plansRoutes(plans),
    discover: discoverRoutes(plans),
    destinations: destinationsRoutes(plans.gazetteer),
  });
}

export type AppRouter = ReturnType<typeof routes>;
