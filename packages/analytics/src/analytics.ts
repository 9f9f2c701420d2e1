import { repeated, together } from '@tripmaster/jobs';
import type { PersonalEntry, RatesOfDays, Traits } from '@tripmaster/rpc';
import { alertsRepo } from './alerts/alerts.repo.ts';
import { createCounting, type CountingSettings } from './counting.ts';
import { countingRepo } from './experiments/counting.repo.ts';
import { createExperiments } from './experiments/experiments.ts';
import { digestRepo } from './digest/digest.repo.ts';
import { digestService } from './digest/digest.service.ts';
import { createFigures, type FigureParts } from './figuring.ts';
import { createFlags } from './flags/flags.ts';
import { keepingRepo } from './keeping/keeping.repo.ts';
import { keepingService } from './keeping/keeping.service.ts';
import { rollupsRepo } from './rollups/rollups.repo.ts';
import { createWatching, type WatchingParts } from './watching.ts';

const DAY_MS = 86_400_000;
/** Mondays at six in the morning, UTC: 1970 began on a Thursday. */
const MONDAY_MORNING = { everyMs: 7 * DAY_MS, offsetMs: 4.25 * DAY_MS };

type Parts = WatchingParts &
  FigureParts & {
    /** How long events are kept; for ever when not given. */
    eventsKeptDays?: number | undefined;
    /** How visits are counted. */
    counting?: CountingSettings;
    /** What rules of flags may ask about a person, of what other features know. */
    traits?: Traits | undefined;
    /** By which amounts in several currencies are counted in one; by default there are none, and each is counted in its own alone. */
    rates?: RatesOfDays;
    /** Is told what is wrong with a stored flag. */
    onFlagFault?: ((fault: { flag: string; fault: string }) => void) | undefined;
    now?: () => number;
  };

/** What is counted and watched, and what can be said of it, put together. */
export function createAnalytics({ counting = {}, eventsKeptDays, traits, rates = noRates, onFlagFault, now = Date.now, ...parts }: Parts) {
  const { db, sealer, audit, mailer, outside, baseUrl, onFailure = () => undefined } = parts;
  const { work: watchingWork, ...watching } = createWatching({ ...parts, now });
  const { work: countingWork, counted: who, ...counted } = createCounting({ db, sealer, onFailure, now }, counting);
  const { work: flagsWork, ...flags } = createFlags({ db, audit, counted: who, traits, onFault: onFlagFault, onFailure, now });
  const { work: experimentWork, ...trials } = createExperiments({ db, audit, flags: flags.service.stored, rates, now });
  const { work: figuresWork, ...figuring } = createFigures({ db, now }, parts);
  const { figures } = figuring;
  const keeping = keepingService({
    db,
    repo: keepingRepo(db),
    rollups: rollupsRepo(db),
    experiments: countingRepo(db),
    keptDays: eventsKeptDays,
    now,
  });
  const digest = digestService({ db, repo: digestRepo(db), people: alertsRepo(db), figures, outside, mailer, baseUrl, now, onFailure });
  return {
    ...counted,
    ...watching,
    ...trials,
    ...figuring,
    ...together([
      countingWork,
      watchingWork,
      flagsWork,
      experimentWork,
      figuresWork,
      keeping.work,
      repeated('digest.send', MONDAY_MORNING, () => digest.send()),
    ]),
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
  };
}

const noRates: RatesOfDays = async () => () => undefined;

export type Analytics = ReturnType<typeof createAnalytics>;
