import { bookingLinks, byId } from '@tripmaster/contracts';
import { visitor } from '@tripmaster/rpc';
import type { BookingLinksService } from './booking-links.service.ts';

/** The procedures of booking links; they stand among those of plans. */
export function bookingLinksProcedures(links: BookingLinksService) {
  return {
    bookingLinks: visitor
      .meta({ summary: 'Where to look for the stays, ways and tickets of a plan.', tool: 'reads' })
      .input(byId)
      .output(bookingLinks)
      .query(({ ctx, input }) => links.ofPlan(ctx.actor, input.id)),
  };
}
