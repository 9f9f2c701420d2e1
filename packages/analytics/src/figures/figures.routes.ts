import {
  engagement,
  figuresInput,
  funnel,
  geography,
  overview,
  popularity,
  realtime,
  retention,
  revenue,
  sources,
} from '@tripmaster/contracts';
import { admin } from '@tripmaster/rpc';
import type { FiguresService } from './figures.service.ts';
import type { RealtimeService } from './realtime.ts';

/** Figures stand among the procedures of administration. */
export function figuresProcedures({ figures, realtime: live }: { figures: FiguresService; realtime: RealtimeService }) {
  return {
    overview: admin
      .meta({ summary: 'Visitors, people, plans and clicks of some days, and of as many days before.' })
      .input(figuresInput)
      .output(overview)
      .query(({ input }) => figures.overview(input)),
    engagement: admin
      .meta({ summary: 'How many people are active by the day, week and month.' })
      .input(figuresInput)
      .output(engagement)
      .query(({ input }) => figures.engagement(input)),
    retention: admin
      .meta({ summary: 'How many of those who signed up in a week come back in the weeks after.' })
      .input(figuresInput)
      .output(retention)
      .query(({ input }) => figures.retention(input)),
    funnel: admin
      .meta({ summary: 'How far visitors come, from the visit to a payment.' })
      .input(figuresInput)
      .output(funnel)
      .query(({ input }) => figures.funnel(input)),
    popularity: admin
      .meta({ summary: 'Where and when the trips go that people plan.' })
      .input(figuresInput)
      .output(popularity)
      .query(({ input }) => figures.popularity(input)),
    geography: admin
      .meta({ summary: 'The countries that visitors come from.' })
      .input(figuresInput)
      .output(geography)
      .query(({ input }) => figures.geography(input)),
    sources: admin
      .meta({ summary: 'What leads visitors here, and the pages they see.' })
      .input(figuresInput)
      .output(sources)
      .query(({ input }) => figures.sources(input)),
    revenue: admin
      .meta({ summary: 'What came in, what links to book were followed, and what models cost.' })
      .input(figuresInput)
      .output(revenue)
      .query(({ input }) => figures.revenue(input)),
    realtime: admin
      .meta({ summary: 'What happened in the last half hour.' })
      .output(realtime)
      .query(() => live.realtime()),
  };
}
