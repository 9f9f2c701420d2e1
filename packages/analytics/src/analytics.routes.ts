import { router } from '@tripmaster/rpc';
import type { Analytics } from './analytics.ts';
import { eventsProcedures } from './events/events.routes.ts';

/** What front ends call: the table of contents. */
export function analyticsRoutes(analytics: Analytics) {
  return router({ ...eventsProcedures(analytics) });
}
