import { byId, planDraft } from '@tripmaster/contracts';
import { router, signedIn } from '@tripmaster/rpc';
import { z } from 'zod';
import type { DraftsService } from './drafts.service.ts';

export function draftsRoutes(drafts: DraftsService) {
  return router({
    list: signedIn
      .meta({ summary: 'Lists requests of which no plan could be made.' })
      .output(z.strictObject({ items: z.array(planDraft) }))
      .query(({ ctx }) => drafts.list(ctx.actor)),
    remove: signedIn
      .meta({ summary: 'Forgets a request of which no plan could be made.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => drafts.remove(ctx.actor, input.id)),
  });
}
