import { figuresInput, revenue } from '@tripmaster/contracts';
import { admin, router } from '@tripmaster/rpc';
import type { RevenueService } from './revenue.service.ts';

export function revenueRoutes(figures: RevenueService) {
  return router({
    revenue: admin
      .meta({ summary: 'Gives what came in and went back, what subscriptions bring a month, booking clicks and what models cost.' })
      .input(figuresInput)
      .output(revenue)
      .query(({ input }) => figures.figures(input)),
  });
}
