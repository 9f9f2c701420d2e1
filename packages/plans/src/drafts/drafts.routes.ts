import { byId, planDraft } from '@tripmaster/contracts';
import { router, signedIn } from '@tripmaster/rpc';
import { z } from 'zod';
import type { DraftsService } from './drafts.service.ts';

export function draftsRoutes(drafts: DraftsService) {
  return router({
    list: signedIn.output(z.strictObject({ items: z.array(planDraft) })).query(({ ctx }) => drafts.list(ctx.actor)),
    remove: signedIn
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => drafts.remove(ctx.actor, input.id)),
  });
}
