import { byId, line, page, pageInput, publicPlanSummary, reportInput, season, tripLength } from '@tripmaster/contracts';
import { open, router, signedInUpTo } from '@tripmaster/rpc';
import { z } from 'zod';
import { REPORTS_AN_ACCOUNT } from '../plans/limits.ts';
import type { ReportsService } from '../reports/reports.service.ts';
import type { DiscoverService } from './discover.service.ts';

const facets = { destination: line(120).optional(), length: tripLength.optional(), season: season.optional() };
const listInput = z.strictObject({ ...pageInput, ...facets, sort: z.enum(['newest', 'popular']).optional() });
const popularInput = z.strictObject({ ...pageInput, ...facets });

export function discoverRoutes({ discover, reports }: { discover: DiscoverService; reports: ReportsService }) {
  return router({
    list: open
      .meta({ summary: 'Lists public plans.', tool: 'reads' })
      .input(listInput.optional())
      .output(page(publicPlanSummary))
      .query(({ input }) => discover.list(input ?? {})),
    popular: open
      .meta({ summary: 'Lists public plans, the most copied first.' })
      .input(popularInput.optional())
      .output(page(publicPlanSummary))
      .query(({ input }) => discover.list({ ...input, sort: 'popular' })),
    report: signedInUpTo(REPORTS_AN_ACCOUNT)
      .meta({ summary: 'Tells those who run the server what is wrong with a public plan.' })
      .input(reportInput)
      .output(byId)
      .mutation(({ ctx, input }) => reports.report(ctx.actor, input)),
  });
}
