import type { Database } from '@tripmaster/db';
import { activity } from './events/activity.ts';
import { eventsRepo } from './events/events.repo.ts';

/** What is counted, and what can be said of it, put together. */
export function createAnalytics({ db, now = Date.now }: { db: Database; now?: () => number }) {
  return { activity: activity({ repo: eventsRepo(db), now }) };
}

export type Analytics = ReturnType<typeof createAnalytics>;
