import type { ExperimentDecision, ExperimentDesign, ExperimentStatus } from '@tripmaster/contracts';
import { sql } from 'drizzle-orm';
import type { Kit } from '../kit.ts';

/** Flags, experiments, and who saw what. Units are pseudonyms: `analytics_people.ref`, or a visitor's hash of the day. */
export function experimentTables(k: Kit) {
  const flags = k.table('flags', {
    key: k.text('key').primaryKey(),
    description: k.text('description').notNull(),
    /** In GrowthBook's form: default value and rules. */
    definition: k.json<Record<string, unknown>>('definition').notNull(),
    /** False: the default of the code, whatever the rules say. */
    enabled: k.boolean('enabled').notNull(),
    version: k.integer('version').notNull(),
    createdAt: k.instant('created_at').notNull(),
    updatedAt: k.instant('updated_at').notNull(),
  });

  const experiments = k.table(
    'experiments',
    {
      id: k.text('id').primaryKey(),
      key: k.text('key').notNull(),
      flagKey: k.text('flag_key').notNull(),
      status: k.word<ExperimentStatus>('status').notNull(),
      design: k.json<ExperimentDesign>('design').notNull(),
      version: k.integer('version').notNull(),
      createdAt: k.instant('created_at').notNull(),
      startedAt: k.instant('started_at'),
      stoppedAt: k.instant('stopped_at'),
      /** What was decided when it was stopped, by what numbers. */
      decision: k.json<ExperimentDecision>('decision'),
    },
    (t) => [
      k.uniqueIndex('experiments_key_key').on(t.key),
      k.index('experiments_status_idx').on(t.status, t.id),
      k.index('experiments_flag_idx').on(t.flagKey),
      // Of the experiments of one flag, one at most runs.
      k
        .uniqueIndex('experiments_running_key')
        .on(t.flagKey)
        .where(sql`${t.status} = 'running'`),
    ],
  );

  /** The first time a unit was shown a variation. */
  const exposures = k.table(
    'exposures',
    {
      experimentId: k
        .text('experiment_id')
        .notNull()
        .references(() => experiments.id, { onDelete: 'cascade' }),
      unit: k.text('unit').notNull(),
      variation: k.integer('variation').notNull(),
      at: k.instant('at').notNull(),
      /** When the unit was first shown another variation as well: since then it counts nowhere. */
      crossedAt: k.instant('crossed_at'),
    },
    (t) => [
      k.primaryKey({ columns: [t.experimentId, t.unit] }),
      k.index('exposures_at_idx').on(t.experimentId, t.at),
      k.index('exposures_unit_idx').on(t.unit, t.experimentId),
    ],
  );

  /** The variations that a unit keeps, whatever becomes of the weights. */
  const stickyBuckets = k.table(
    'sticky_buckets',
    {
      attribute: k.text('attribute').notNull(),
      value: k.text('value').notNull(),
      assignments: k.json<Record<string, string>>('assignments').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.attribute, t.value] }), k.index('sticky_buckets_age_idx').on(t.updatedAt)],
  );

  return { flags, experiments, exposures, stickyBuckets };
}
