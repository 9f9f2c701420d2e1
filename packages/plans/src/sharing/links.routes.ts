import { byToken, byId, shareCreated, shareCreateInput, sharedPlan, shareList } from '@tripmaster/contracts';
import { router, signedIn, signedInUpTo, visitor } from '@tripmaster/rpc';
import { SHARES_AN_ACCOUNT } from '../plans/limits.ts';
import type { LinksService } from './links.service.ts';

/** The procedures of links; they stand among those of plans. */
export function linksProcedures(links: LinksService) {
  return {
    share: router({
      create: signedInUpTo(SHARES_AN_ACCOUNT)
        .meta({ summary: 'Makes a link to a plan, with a role and an end; its address is shown this once.', once: true })
        .input(shareCreateInput)
        .output(shareCreated)
        .mutation(({ ctx, input }) => links.create(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey })),
      list: signedIn
        .meta({ summary: 'Lists the links of a plan.' })
        .input(byId)
        .output(shareList)
        .query(({ ctx, input }) => links.list(ctx.actor, input.id)),
      revoke: signedIn
        .meta({ summary: 'Ends a link at once.' })
        .input(byId)
        .output(byId)
        .mutation(({ ctx, input }) => links.revoke(ctx.actor, input.id)),
    }),
    shared: visitor
      .meta({ summary: 'Gives the plan that a link shows.' })
      .input(byToken)
      .output(sharedPlan)
      .query(({ ctx, input }) => links.shared(ctx.actor, input.token)),
  };
}
