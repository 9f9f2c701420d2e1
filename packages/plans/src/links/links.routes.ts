import { bookingLinks, byId } from '@tripmaster/contracts';
import { visitor } from '@tripmaster/rpc';
import type { LinksService } from './links.service.ts';

/** The procedures of booking links; they stand among those of plans. */
export function linksProcedures(links: LinksService) {
  return {
    bookingLinks: visitor
      .meta({ summary: 'Where to look for the stays, ways and tickets of a plan.', tool: 'reads' })
      .input(byId)
      .output(bookingLinks)
      .query(({ ctx, input }) => links.ofPlan(ctx.actor, input.id)),
  };
}
