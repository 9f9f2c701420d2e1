import { randomBytes } from 'node:crypto';
import type { CountingMode } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import { repeated } from '@tripmaster/jobs';
import { turnstile } from '@tripmaster/rpc';
import { activity } from './events/activity.ts';
import { collector } from './events/collector.ts';
import { eventsRepo } from './events/events.repo.ts';
import { passes } from './events/passes.ts';
import { countedPeople } from './events/people.ts';
import { saltsRepo } from './events/salts.repo.ts';
import { trackService } from './events/track.service.ts';
import { visitors } from './events/visitors.ts';
import { countedBy } from './flags/counted.ts';
import type { OnFailure } from './told-once.ts';

const HOUR_MS = 3_600_000;
/** Events that one client may send on a node, and strangers of one address that are noted in experiments. */
const EVENTS_A_CLIENT = { burst: 600, aSecond: 10 };

export type CountingSettings = {
  /** Whether visits are counted; by default they are. */
  mode?: CountingMode;
  /** Where people reach the server. */
  baseUrl?: string;
  /** What passes are sealed with, the same on all nodes; by default one of this process alone. */
  key?: string;
  /** Multiplies what one client may send. */
  scale?: number;
};

/** What is counted of people and visitors. */
export function createCounting(
  { db, sealer, onFailure, now }: { db: Database; sealer: Sealer; onFailure: OnFailure; now: () => number },
  { mode = 'on', baseUrl = 'http://localhost', key = randomBytes(32).toString('base64url'), scale = 1 }: CountingSettings = {},
) {
  const repo = eventsRepo(db);
  const host = new URL(baseUrl).hostname;
  const whoVisits = visitors({ db, repo: saltsRepo(db), sealer, host, now });
  const seen = collector({ db, repo, onFailure, now });
  const listeners: ((userId: string) => void)[] = [];
  const onSaid = (userId: string) => {
    for (const listener of listeners) listener(userId);
  };
  const people = countedPeople({ db, repo, mode, onSaid });
  return {
    mode,
    activity: activity({ repo, visitors: whoVisits, mode, now }),
    track: trackService({
      db,
      repo,
      collector: seen,
      visitors: whoVisits,
      gate: turnstile(EVENTS_A_CLIENT, scale, now),
      passes: passes({ key, now }),
      mode,
      host,
      now,
    }),
    people,
    counted: countedBy({
      db,
      repo,
      visitors: whoVisits,
      gate: turnstile(EVENTS_A_CLIENT, scale, now),
      onSaid: (listener) => void listeners.push(listener),
      mode,
      now,
    }),
    visitors: whoVisits,
    /** Writes what has been seen and not yet written. */
    flush: () => seen.flush(),
    /** Everything held about a person, for the export of an account. */
    personalData: (userId: string) => people.personalData(userId),
    /** Destroys the salts of days that are over. */
    work: repeated('analytics.salts', { everyMs: HOUR_MS }, () => whoVisits.purge()),
    /** Ends what is under way: what was seen is written. */
    async stop(): Promise<void> {
      // A view too few is no reason not to stop.
      await seen.flush().catch(() => undefined);
    },
  };
}
