import { byToken, byId, shareCreated, shareCreateInput, sharedPlan, shareList } from '@tripmaster/contracts';
import { router, signedIn, signedInUpTo, visitor } from '@tripmaster/rpc';
import { SHARES_AN_ACCOUNT } from '../plans/limits.ts';
import type { LinksService } from './links.service.ts';

/** The procedures of links; they stand among those of plans. */
export function linksProcedures(links: LinksService) {
  return {
    share: router({
      create: signedInUpTo(SHARES_AN_ACCOUNT)
        .input(shareCreateInput)
        .output(shareCreated)
        .mutation(({ ctx, input }) => links.create(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey })),
      list: signedIn
        .input(byId)
        .output(shareList)
        .query(({ ctx, input }) => links.list(ctx.actor, input.id)),
      revoke: signedIn
        .input(byId)
        .output(byId)
        .mutation(({ ctx, input }) => links.revoke(ctx.actor, input.id)),
    }),
    shared: visitor
      .input(byToken)
      .output(sharedPlan)
      .query(({ ctx, input }) => links.shared(ctx.actor, input.token)),
  };
}
