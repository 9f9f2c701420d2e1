import type { Kit } from '../kit.ts';
import { accountTables } from './accounts.ts';
import { activityTables } from './activity.ts';
import { alertTables } from './alerts.ts';
import { backupTables } from './backups.ts';
import { digestTables } from './digests.ts';
import { engineTables } from './engine.ts';
import { expenseTables } from './expenses.ts';
import { experimentCountTables } from './experiment-counts.ts';
import { experimentTables } from './experiments.ts';
import { fileTables } from './files.ts';
import { jobTables } from './jobs.ts';
import { outwardTables } from './outward.ts';
import { paymentTables } from './payments.ts';
import { planTables } from './plans.ts';
import { recordTables } from './records.ts';
import { rollupTables } from './rollups.ts';
import { sharingTables } from './sharing.ts';
import { signInTables } from './sign-in.ts';

/** Every table, in the columns of one engine. */
export function defineSchema(kit: Kit) {
  const accounts = accountTables(kit);
  const trials = experimentTables(kit);
  const trips = planTables(kit, accounts);
  return {
    ...accounts,
    ...signInTables(kit, accounts),
    ...recordTables(kit, accounts, trips),
    ...trips,
    ...sharingTables(kit, accounts, trips),
    ...expenseTables(kit, accounts, trips),
    ...fileTables(kit, accounts, trips),
    ...outwardTables(kit, accounts),
    ...engineTables(kit, accounts),
    ...digestTables(kit),
    ...jobTables(kit, accounts),
    ...activityTables(kit, accounts),
    ...paymentTables(kit),
    ...alertTables(kit),
    ...trials,
    ...experimentCountTables(kit, trials),
    ...rollupTables(kit),
    ...backupTables(kit),
  };
}

export type Schema = ReturnType<typeof defineSchema>;
