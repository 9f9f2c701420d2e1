import type { Kit } from '../kit.ts';
import type { experimentTables } from './experiments.ts';

/** What was counted of experiments, so that their results are a few rows whatever the number of events. */
export function experimentCountTables(k: Kit, { experiments }: Pick<ReturnType<typeof experimentTables>, 'experiments'>) {
  /** The last count of each experiment. */
  const experimentCounts = k.table('experiment_counts', {
    experimentId: k
      .text('experiment_id')
      .primaryKey()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    /** Exposures and events before this moment are in it. */
    countedAt: k.instant('counted_at').notNull(),
    tookMs: k.integer('took_ms').notNull(),
    /** Units that were shown two variations. */
    leftOut: k.integer('left_out').notNull(),
    /** Amounts in another currency than their metric's for which there was no exchange rate. */
    otherCurrency: k.integer('other_currency').notNull(),
  });

  /**
   * What each day added: units that were first exposed on it, and by how much sums over all units grew. The sums are
   * whole numbers written out, since squares of amounts leave the range in which a double is exact.
   */
  const experimentDays = k.table(
    'experiment_days',
    {
      experimentId: k
        .text('experiment_id')
        .notNull()
        .references(() => experiments.id, { onDelete: 'cascade' }),
      /** Place among the metrics of the design, the guardrails behind them. */
      metric: k.integer('metric').notNull(),
      variation: k.integer('variation').notNull(),
      day: k.text('day').notNull(),
      units: k.integer('units').notNull(),
      /** Units with anything but 0. */
      active: k.integer('active').notNull(),
      sum: k.text('sum').notNull(),
      squares: k.text('squares').notNull(),
      preSum: k.text('pre_sum').notNull(),
      preSquares: k.text('pre_squares').notNull(),
      products: k.text('products').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.experimentId, t.metric, t.variation, t.day] })],
  );

  return { experimentCounts, experimentDays };
}
