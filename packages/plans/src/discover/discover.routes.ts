import { line, page, pageInput, publicPlanSummary } from '@tripmaster/contracts';
import { open, router } from '@tripmaster/rpc';
import { z } from 'zod';
import type { DiscoverService } from './discover.service.ts';

const listInput = z.strictObject({ ...pageInput, destination: line(120).optional() });

export function discoverRoutes(discover: DiscoverService) {
  return router({
    list: open
      .meta({ summary: 'Lists public plans.', tool: 'reads' })
      .input(listInput.optional())
      .output(page(publicPlanSummary))
      .query(({ input }) => discover.list(input ?? {})),
  });
}
