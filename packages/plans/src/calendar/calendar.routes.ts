import { byId, calendarFeed, calendarFeedCreated, id } from '@tripmaster/contracts';
import { inPersonUpTo, router, signedIn } from '@tripmaster/rpc';
import { z } from 'zod';
import { CALENDARS_AN_ACCOUNT } from '../plans/limits.ts';
import type { CalendarService } from './calendar.service.ts';

export function calendarRoutes(calendar: CalendarService) {
  return router({
    // In person: what may only write must not come by an address that reads.
    create: inPersonUpTo(CALENDARS_AN_ACCOUNT)
      .input(z.strictObject({ id: id.optional() }).optional())
      .output(calendarFeedCreated)
      .mutation(({ ctx, input }) => calendar.create(ctx.actor, input?.id, ctx.idempotencyKey)),
    list: signedIn.output(z.strictObject({ items: z.array(calendarFeed) })).query(({ ctx }) => calendar.list(ctx.actor)),
    revoke: signedIn
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => calendar.revoke(ctx.actor, input.id)),
  });
}
