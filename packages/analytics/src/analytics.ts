import { repeated, together } from '@tripmaster/jobs';
import type { PersonalEntry, Traits } from '@tripmaster/rpc';
import { alertsRepo } from './alerts/alerts.repo.ts';
import { createCounting, type CountingSettings } from './counting.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { countingService } from './experiments/counting.service.ts';
import { digestRepo } from './digest/digest.repo.ts';
import { digestService } from './digest/digest.service.ts';
import { experimentsRepo } from './experiments/experiments.repo.ts';
import { experimentsService } from './experiments/experiments.service.ts';
import { resultsService } from './experiments/results.service.ts';
import { figuresRepo } from './figures/figures.repo.ts';
import { figuresService } from './figures/figures.service.ts';
import { realtimeService } from './figures/realtime.ts';
import { noTakings, type Takings } from './figures/takings.ts';
import { createFlags } from './flags/flags.ts';
import { rollupWork } from './rollups/rollups.jobs.ts';
import { rollupsRepo } from './rollups/rollups.repo.ts';
import { rollupsService } from './rollups/rollups.service.ts';
import { createWatching, type WatchingParts } from './watching.ts';

const DAY_MS = 86_400_000;
/** Mondays at six in the morning, UTC: 1970 began on a Thursday. */
const MONDAY_MORNING = { everyMs: 7 * DAY_MS, offsetMs: 4.25 * DAY_MS };

type Parts = WatchingParts & {
  /** How visits are counted. */
  counting?: CountingSettings;
  /** What payments have brought; by default there are none. */
  takings?: Takings;
  /** What rules of flags may ask about a person, of what other features know. */
  traits?: Traits | undefined;
  /** Is told what is wrong with a stored flag. */
  onFlagFault?: ((fault: { flag: string; fault: string }) => void) | undefined;
  /** Is told of a part of a figure that could not be counted, where the others are given all the same. */
  onFailure?: (error: unknown, part: string) => void;
  now?: () => number;
};

/** What is counted and watched, and what can be said of it, put together. */
export function createAnalytics({
  counting = {},
  takings = noTakings,
  traits,
  onFlagFault,
  onFailure = () => undefined,
  now = Date.now,
  ...parts
}: Parts) {
  const { db, audit, mailer, outside, baseUrl } = parts;
  const { work: watchingWork, ...watching } = createWatching({ ...parts, now });
  const { work: countingWork, counted: who, ...counted } = createCounting({ db, now }, counting);
  const { work: flagsWork, ...flags } = createFlags({ db, audit, counted: who, traits, onFault: onFlagFault, now });
  const tallies = countingService({ db, repo: countingRepo(db), now });
  const experimentRows = experimentsRepo(db);
  const results = resultsService({ db, repo: experimentRows, counting: tallies, now });
  const experiments = experimentsService({ db, repo: experimentRows, results, audit, now });
  const rollups = rollupsService({ db, repo: rollupsRepo(db), now });
  const rollingUp = rollupWork(rollups);
  const figureRows = figuresRepo(db);
  const figures = figuresService({ db, repo: figureRows, takings, now, onFailure });
  const digest = digestService({ db, repo: digestRepo(db), people: alertsRepo(db), figures, outside, mailer, baseUrl, now, onFailure });
  return {
    ...counted,
    ...watching,
    ...together([countingWork, watchingWork, flagsWork, tallies, rollingUp, repeated('digest', MONDAY_MORNING, () => digest.send())]),
    flags,
    /** Everything held about a person, for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      yield* counted.personalData(userId);
      yield* flags.personalData(userId);
    },
    /** Ends what is under way: what was seen is written. */
    async stop(): Promise<void> {
      await counted.stop();
      await flags.stop();
    },
    experiments,
    results,
    rollups,
    figures,
    realtime: realtimeService({ db, repo: figureRows, now }),
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;
