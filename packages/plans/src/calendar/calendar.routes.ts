import { byId, calendarFeed, calendarFeedCreated, id } from '@tripmaster/contracts';
import { inPersonUpTo, router, signedIn } from '@tripmaster/rpc';
import { z } from 'zod';
import { CALENDARS_AN_ACCOUNT } from '../plans/limits.ts';
import type { CalendarService } from './calendar.service.ts';

export function calendarRoutes(calendar: CalendarService) {
  return router({
    // In person: what may only write must not come by an address that reads.
    create: inPersonUpTo(CALENDARS_AN_ACCOUNT)
      .meta({
        summary: 'Makes an address that calendar programs subscribe to: of one trip, or of all of yours. It is shown once.',
        once: true,
      })
      .input(z.strictObject({ id: id.optional() }).optional())
      .output(calendarFeedCreated)
      .mutation(({ ctx, input }) => calendar.create(ctx.actor, input?.id, ctx.idempotencyKey)),
    list: signedIn
      .meta({ summary: 'Lists the calendar addresses you have made, without their secrets.' })
      .output(z.strictObject({ items: z.array(calendarFeed) }))
      .query(({ ctx }) => calendar.list(ctx.actor)),
    revoke: signedIn
      .meta({ summary: 'Ends a calendar address at once.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => calendar.revoke(ctx.actor, input.id)),
  });
}
