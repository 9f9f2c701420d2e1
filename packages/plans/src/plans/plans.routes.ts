import {
  byId,
  generationEvent,
  id,
  line,
  page,
  pageInput,
  plan,
  planPreview,
  planSummary,
  tripRequest,
  visibility,
} from '@tripmaster/contracts';
import { checkedOnce, openUpTo, router, signedIn, signedInUpTo, trackedStream, visitor } from '@tripmaster/rpc';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { draftsRoutes } from '../drafts/drafts.routes.ts';
import type { DraftsService } from '../drafts/drafts.service.ts';
import { filesRoutes } from '../files/files.routes.ts';
import type { FilesService } from '../files/files.service.ts';
import type { AdviceService } from '../versions/advice.service.ts';
import { versionsProcedures } from '../versions/versions.routes.ts';
import type { VersionsService } from '../versions/versions.service.ts';
import type { GenerationService } from './generation.service.ts';
import { PLANS_AN_ACCOUNT, PREVIEWS_AN_ADDRESS } from './limits.ts';
import type { PlansService } from './plans.service.ts';

const checkedPlan = checkedOnce(plan);
const listInput = z.strictObject({
  ...pageInput,
  search: line(120, 0).optional(),
  sort: z.enum(['created', 'start', 'title']).optional(),
  when: z.enum(['all', 'upcoming', 'past']).optional(),
});

type Services = {
  plans: PlansService;
  generation: GenerationService;
  drafts: DraftsService;
  versions: VersionsService;
  advice: AdviceService;
  files: FilesService;
};

export function plansRoutes({ plans, generation, drafts, versions, advice, files }: Services) {
  return router({
    drafts: draftsRoutes(drafts),
    files: filesRoutes(files),
    ...versionsProcedures({ versions, advice }),
    preview: openUpTo(PREVIEWS_AN_ADDRESS)
      .input(tripRequest)
      .output(planPreview)
      .mutation(({ ctx, input }) => plans.preview(input, ctx.signal)),
    create: signedInUpTo(PLANS_AN_ACCOUNT)
      .input(tripRequest)
      .output(checkedPlan)
      .mutation(({ ctx, input }) => plans.create(ctx.actor, input, { idempotencyKey: ctx.idempotencyKey, signal: ctx.signal })),
    generate: signedInUpTo(PLANS_AN_ACCOUNT)
      .input(tripRequest.extend({ lastEventId: z.string().max(80).optional() }))
      .output(trackedStream(generationEvent))
      .subscription(async function* ({ ctx, input: { lastEventId, ...request }, signal }) {
        for await (const [eventId, event] of generation.follow(ctx.actor, request, lastEventId, signal)) yield tracked(eventId, event);
      }),
    get: visitor
      .input(byId)
      .output(checkedPlan)
      .query(({ ctx, input }) => plans.get(ctx.actor, input.id)),
    list: signedIn
      .input(listInput.optional())
      .output(page(planSummary))
      .query(({ ctx, input }) => plans.list(ctx.actor, input ?? {})),
    delete: signedIn
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => plans.remove(ctx.actor, input.id)),
    undelete: signedIn
      .input(byId)
      .output(planSummary)
      .mutation(({ ctx, input }) => plans.undelete(ctx.actor, input.id)),
    setVisibility: signedIn
      .input(z.strictObject({ id, visibility }))
      .output(planSummary)
      .mutation(({ ctx, input }) => plans.setVisibility(ctx.actor, input.id, input.visibility)),
  });
}
