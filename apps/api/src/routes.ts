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
import type { Database } from '@tripmaster/db';
import type { MailService } from '@tripmaster/mail';
import { mergeRouters, router } from '@tripmaster/rpc';
import { mailRoutes } from './admin/mail.routes.ts';
import { operationsRoutes, type Operations } from './operations/operations.routes.ts';

export type Features = { auth: Auth; plans: Plans; analytics: Analytics; payments: Payments; operations: Operations };
type Ground = { mail: MailService; db: Database };

/** Every procedure there is, by its public name. */
export function routes({ auth, plans, analytics, payments, operations, mail, db }: Features & Ground) {
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
        mail: mailRoutes({ db, outbox: mail.outbox, audit: auth.audit }),
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
