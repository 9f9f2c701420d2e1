import {
  adminFlagsRoutes,
  alertsRoutes,
  analyticsRoutes,
  billingRoutes,
  countingRoutes,
  experimentsRoutes,
  figuresProcedures,
  flagsRoutes,
  type Analytics,
  type Payments,
} from '@tripmaster/analytics';
import { accountRoutes, adminRoutes, authRoutes, type Auth } from '@tripmaster/auth';
import { destinationsRoutes, discoverRoutes, moderationRoutes, plansRoutes, type Plans } from '@tripmaster/plans';
import { mergeRouters, router } from '@tripmaster/rpc';
import { operationsRoutes, type Operations } from './operations/operations.routes.ts';

export type Features = { auth: Auth; plans: Plans; analytics: Analytics; payments: Payments; operations: Operations };

/** Every procedure there is, by its public name. */
export function routes({ auth, plans, analytics, payments, operations }: Features) {
  return router({
    auth: authRoutes(auth),
    account: mergeRouters(accountRoutes(auth), router({ analytics: countingRoutes(analytics.people) })),
    admin: mergeRouters(
      adminRoutes(auth),
      operationsRoutes(operations),
      router({
        ...figuresProcedures(analytics),
        moderation: moderationRoutes(plans.reports),
        experiments: experimentsRoutes(analytics),
        flags: adminFlagsRoutes(analytics.flags),
        alerts: alertsRoutes(analytics.alerts),
      }),
    ),
    analytics: analyticsRoutes(analytics),
    billing: billingRoutes(payments.billing),
    flags: flagsRoutes(analytics.flags),
    plans: plansRoutes(plans),
    discover: discoverRoutes(plans),
    destinations: destinationsRoutes(plans.gazetteer),
  });
}

export type AppRouter = ReturnType<typeof routes>;
