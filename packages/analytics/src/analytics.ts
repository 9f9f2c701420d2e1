import { together } from '@tripmaster/jobs';
import type { PersonalEntry, Traits } from '@tripmaster/rpc';
import { createCounting, type CountingSettings } from './counting.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { countingService } from './experiments/counting.service.ts';
import { experimentsRepo } from './experiments/experiments.repo.ts';
import { experimentsService } from './experiments/experiments.service.ts';
import { resultsService } from './experiments/results.service.ts';
import { createFigures, type FigureParts } from './figuring.ts';
import { createFlags } from './flags/flags.ts';
import { createWatching, type WatchingParts } from './watching.ts';

type Parts = WatchingParts &
  FigureParts & {
    /** How visits are counted. */
    counting?: CountingSettings;
    /** What rules of flags may ask about a person, of what other features know. */
    traits?: Traits | undefined;
    /** Is told what is wrong with a stored flag. */
    onFlagFault?: ((fault: { flag: string; fault: string }) => void) | undefined;
    now?: () => number;
  };

/** What is counted and watched, and what can be said of it, put together. */
export function createAnalytics({ counting = {}, traits, onFlagFault, now = Date.now, ...parts }: Parts) {
  const { db, audit } = parts;
  const { work: watchingWork, ...watching } = createWatching({ ...parts, now });
  const { work: countingWork, counted: who, ...counted } = createCounting({ db, now }, counting);
  const { work: flagsWork, ...flags } = createFlags({ db, audit, counted: who, traits, onFault: onFlagFault, now });
  const tallies = countingService({ db, repo: countingRepo(db), now });
  const experimentRows = experimentsRepo(db);
  const results = resultsService({ db, repo: experimentRows, counting: tallies, now });
  const experiments = experimentsService({ db, repo: experimentRows, results, audit, now });
  const { work: figuresWork, ...figuring } = createFigures({ db, now }, parts);
  return {
    ...counted,
    ...watching,
    ...figuring,
    ...together([countingWork, watchingWork, flagsWork, tallies, figuresWork]),
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
  };
}

export type Analytics = ReturnType<typeof createAnalytics>;
