import type { Database } from '@tripmaster/db';
import type { Audit, RatesOfDays } from '@tripmaster/rpc';
import type { StoredFlags } from '../flags/flags.service.ts';
import { countingRepo } from './counting.repo.ts';
import { countingService } from './counting.service.ts';
import { experimentsRepo } from './experiments.repo.ts';
import { experimentsService } from './experiments.service.ts';
import { resultsService } from './results.service.ts';

type Parts = { db: Database; audit: Audit; flags: StoredFlags; rates: RatesOfDays; now: () => number };

/** Experiments, how they are counted and what they show, put together. */
export function createExperiments({ db, audit, flags, rates, now }: Parts) {
  const counting = countingService({ db, repo: countingRepo(db), rates, now });
  const repo = experimentsRepo(db);
  const results = resultsService({ db, repo, counting, now });
  return {
    experiments: experimentsService({ db, repo, results, flags, audit, now }),
    results,
    work: counting.work,
  };
}
