import { byId, page, pageByIdInput, reportedPlan } from '@tripmaster/contracts';
import { router, support } from '@tripmaster/rpc';
import { z } from 'zod';
import type { ReportsService } from './reports.service.ts';

const listInput = z.strictObject(pageByIdInput);

/** What staff do about reported plans; stands under `admin`. */
export function moderationRoutes(reports: ReportsService) {
  const decided = support.input(byId).output(byId);
  return router({
    list: support
      .input(listInput.optional())
      .output(page(reportedPlan))
      .query(({ input }) => reports.list(input ?? {})),
    hide: decided.mutation(({ ctx, input }) => reports.decide(ctx.actor, input.id, 'hide')),
    restore: decided.mutation(({ ctx, input }) => reports.decide(ctx.actor, input.id, 'restore')),
    dismiss: decided.mutation(({ ctx, input }) => reports.decide(ctx.actor, input.id, 'dismiss')),
  });
}
