import type { AlertChange, AlertRule, AlertState, AlertTold } from '@tripmaster/contracts';
import type { Kit } from '../kit.ts';

/** Rules that watch the server, what became of them, and the minutes they are measured from. */
export function alertTables(k: Kit) {
  const alertRules = k.table('alert_rules', {
    id: k.text('id').primaryKey(),
    version: k.integer('version').notNull(),
    rule: k.json<AlertRule>('rule').notNull(),
    state: k.word<AlertState>('state').notNull(),
    /** When the state began. */
    since: k.instant('since').notNull(),
    /** When the metric began to be where it would change the state. */
    turningSince: k.instant('turning_since'),
    /** In thousandths, as it was measured last; absent: it could not be. */
    valueMilli: k.long('value_milli'),
    checkedAt: k.instant('checked_at'),
    silencedUntil: k.instant('silenced_until'),
    /** When people were told that it fires; absent while they were not. */
    toldAt: k.instant('told_at'),
    /** What its webhooks are signed with and what its ntfy topic asks for, as JSON, sealed. */
    secrets: k.text('secrets').notNull(),
    problem: k.text('problem'),
    createdAt: k.instant('created_at').notNull(),
  });

  const alertChanges = k.table(
    'alert_changes',
    {
      id: k.text('id').primaryKey(),
      ruleId: k
        .text('rule_id')
        .notNull()
        .references(() => alertRules.id, { onDelete: 'cascade' }),
      kind: k.word<AlertChange['kind']>('kind').notNull(),
      /** The rule as it was then; absent on what was written before this was kept. */
      rule: k.json<AlertRule>('rule'),
      valueMilli: k.long('value_milli'),
      /** Of what fired: the value that was furthest past the threshold. */
      worstMilli: k.long('worst_milli'),
      silenced: k.boolean('silenced').notNull(),
      at: k.instant('at').notNull(),
      /** Of what fired: when it ended. */
      overAt: k.instant('over_at'),
      /** What became of each message; absent on what was written before this was kept. */
      told: k.json<AlertTold[]>('told'),
    },
    (t) => [
      k.index('alert_changes_rule_idx').on(t.ruleId, t.id),
      k.index('alert_changes_kind_idx').on(t.kind, t.id),
      k.index('alert_changes_at_idx').on(t.at),
    ],
  );

  /** What each node answered in a minute. */
  const serverMinutes = k.table(
    'server_minutes',
    {
      /** Milliseconds since 1970, a whole minute. */
      minute: k.instant('minute').notNull(),
      node: k.text('node').notNull(),
      requests: k.integer('requests').notNull(),
      /** Answered 500 and up. */
      errors: k.integer('errors').notNull(),
      /** Answers by how long they took: counts of the buckets of `latency.ts`. */
      latencies: k.json<number[]>('latencies').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.minute, t.node] })],
  );

  return { alertRules, alertChanges, serverMinutes };
}
