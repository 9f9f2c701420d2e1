import { newSealingKey, sealer } from '@tripmaster/db';
import type { TestDatabase } from '@tripmaster/db/testing';
import { createAnalytics } from './analytics.ts';

type Deps = Parameters<typeof createAnalytics>[0];

/** For tests: the feature on a test database, with nobody to tell of anything but whom `more` names. */
export function testAnalytics({ db }: Pick<TestDatabase, 'db'>, more: Partial<Deps> = {}) {
  const key = newSealingKey();
  const quiet: Deps = {
    db,
    sealer: sealer(() => [key]),
    mailer: { queue: async () => undefined },
    jobs: { enqueue: async () => undefined },
    audit: { record: async () => undefined },
    toPeople: { fault: () => undefined, post: async () => ({ status: 204 }), newSecret: () => 'whsec_test', signed: () => ({}) },
    outside: { mail: async () => ({ dead: 0 }), jobs: async () => ({ dead: 0 }), diskUsed: async () => 0.5 },
    baseUrl: 'https://trip.example',
  };
  return createAnalytics({ ...quiet, ...more });
}
