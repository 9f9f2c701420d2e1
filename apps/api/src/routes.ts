import { accountRoutes, adminRoutes, authRoutes, type Auth } from '@tripmaster/auth';
import { destinationsRoutes, discoverRoutes, plansRoutes, type Plans } from '@tripmaster/plans';
import { router } from '@tripmaster/rpc';

export type Features = { auth: Auth; plans: Plans };

/** Every procedure there is, by its public name. */
export function routes({ auth, plans }: Features) {
  return router({
    auth: authRoutes(auth),
    account: accountRoutes(auth),
    admin: adminRoutes(auth),
    plans: plansRoutes(plans),
    discover: discoverRoutes(plans.discover),
    destinations: destinationsRoutes(plans.gazetteer),
  });
}

export type AppRouter = ReturnType<typeof routes>;
