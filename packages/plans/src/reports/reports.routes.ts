import { byId, page, pageByIdInput, reportedPlan } from '@tripmaster/contracts';
import { router, support } from '@tripmaster/rpc';
import { z } from 'zod';
import type { ReportsService } from './reports.service.ts';

const listInput = z.strictObject(pageByIdInput);

/** What staff do about reported plans; stands under `admin`. */
export function moderationRoutes(reports: ReportsService) {
  const decided = (summary: string) => support.meta({ summary }).input(byId).output(byId);
  return router({
    list: support
      .meta({ summary: 'Lists reported plans that nobody has dealt with.' })
      .input(listInput.optional())
      .output(page(reportedPlan))
      .query(({ input }) => reports.list(input ?? {})),
    hide: decided('Takes a reported plan out of what the public sees.').mutation(({ ctx, input }) =>
      reports.decide(ctx.actor, input.id, 'hide'),
    ),
    restore: decided('Puts a hidden plan back.').mutation(({ ctx, input }) => reports.decide(ctx.actor, input.id, 'restore')),
    dismiss: decided('Lets the reports of a plan go, as nothing is wrong with it.').mutation(({ ctx, input }) =>
      reports.decide(ctx.actor, input.id, 'dismiss'),
    ),
  });
}
