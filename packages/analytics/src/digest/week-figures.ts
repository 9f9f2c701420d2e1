import type { FiguresInput, Overview, WeekCount, WeekFigures } from '@tripmaster/contracts';
import type { Outside } from '../alerts/measures.ts';
import type { FiguresService } from '../figures/figures.service.ts';

const MOST_DESTINATIONS = 5;

export type WeekSources = {
  figures: Pick<FiguresService, 'overview' | 'popularity' | 'revenue'>;
  outside: Pick<Outside, 'mail' | 'jobs'>;
  /** Is told of a figure that could not be told. */
  onFailure: (error: unknown, part: string) => void;
};

/** What a digest says of some days. What can't be told is `null`, and takes nothing else along. */
export async function weekFigures({ figures, outside, onFailure }: WeekSources, days: FiguresInput): Promise<WeekFigures> {
  const told = async <Part>(part: string, ask: () => Promise<Part>): Promise<Part | null> => {
    try {
      return await ask();
    } catch (error) {
      onFailure(error, `digest ${part}`);
      return null;
    }
  };
  const overview = await told('overview', () => figures.overview(days));
  const popular = await told('popularity', () => figures.popularity(days, { lines: MOST_DESTINATIONS }));
  const revenue = await told('revenue', () => figures.revenue(days));
  const mail = await told('mail', () => outside.mail());
  const jobs = await told('jobs', () => outside.jobs());
  const count = (name: keyof NonNullable<Overview['now']>): WeekCount =>
    overview?.now === undefined ? null : { now: overview.now[name], before: overview.before?.[name] ?? null };
  return {
    visitors: count('visitors'),
    activePeople: count('activePeople'),
    signUps: count('signUps'),
    plansMade: count('plansMade'),
    plansShared: count('plansShared'),
    bookingClicks: count('bookingClicks'),
    people: overview?.people ?? null,
    plans: overview?.plans ?? null,
    destinations: popular?.destinations.map(({ destination }) => destination) ?? null,
    net: revenue?.currencies.map(({ net }) => net) ?? null,
    modelCostMicros: revenue?.model.costMicros ?? null,
    failedMails: mail?.dead ?? null,
    failedJobs: jobs?.dead ?? null,
  };
}
