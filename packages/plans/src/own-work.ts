import { repeated, together } from '@tripmaster/jobs';

const HOURLY = { everyMs: 3_600_000 };
const SWEEP_MS = 30 * 60_000;

type Purging = { purge(): Promise<void> };
type Services = Record<'plans' | 'links' | 'invitations' | 'accounting' | 'deliveries' | 'live', Purging> & {
  files: { sweep(): Promise<void> };
};

/** What trips do by themselves: each hour the promises about how long things are kept, each part by itself. */
export function ownWork({ plans, links, invitations, accounting, deliveries, live, files }: Services) {
  return together([
    repeated('plans.purge', HOURLY, () => plans.purge()),
    repeated('plans.links.purge', HOURLY, () => links.purge()),
    repeated('plans.invitations.purge', HOURLY, () => invitations.purge()),
    repeated('plans.model-calls.purge', HOURLY, () => accounting.purge()),
    repeated('plans.deliveries.purge', HOURLY, () => deliveries.purge()),
    repeated('plans.presence.purge', HOURLY, () => live.purge()),
    // What files have left in the store; one that can't be reached takes its time.
    repeated('plans.files.sweep', { ...HOURLY, timeoutMs: SWEEP_MS }, () => files.sweep()),
  ]);
}
