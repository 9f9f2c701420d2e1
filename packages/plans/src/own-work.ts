import { repeated, together, type JobCall } from '@tripmaster/jobs';

const HOURLY = { everyMs: 3_600_000 };
const QUARTER_HOURLY = { everyMs: 15 * 60_000 };
const SWEEP_MS = 30 * 60_000;
const REMINDING_MS = 10 * 60_000;

type Purging = { purge(): Promise<void> };
type Services = Record<'plans' | 'links' | 'invitations' | 'accounting' | 'deliveries' | 'live', Purging> & {
  files: { sweep(): Promise<void> };
  reminders: Purging & { sweep(call: Pick<JobCall, 'signal'>): Promise<void> };
};

/** What trips do by themselves: each hour the promises about how long things are kept, each part by itself. */
export function ownWork({ plans, links, invitations, accounting, deliveries, live, files, reminders }: Services) {
  return together([
    repeated('plans.purge', HOURLY, () => plans.purge()),
    repeated('plans.links.purge', HOURLY, () => links.purge()),
    repeated('plans.invitations.purge', HOURLY, () => invitations.purge()),
    repeated('plans.model-calls.purge', HOURLY, () => accounting.purge()),
    repeated('plans.deliveries.purge', HOURLY, () => deliveries.purge()),
    repeated('plans.presence.purge', HOURLY, () => live.purge()),
    repeated('plans.reminders.purge', HOURLY, () => reminders.purge()),
    // There are zones in which it is nine o'clock at each quarter of an hour.
    repeated('plans.reminders', { ...QUARTER_HOURLY, timeoutMs: REMINDING_MS }, (call) => reminders.sweep(call)),
    // What files have left in the store; one that can't be reached takes its time.
    repeated('plans.files.sweep', { ...HOURLY, timeoutMs: SWEEP_MS }, () => files.sweep()),
  ]);
}
