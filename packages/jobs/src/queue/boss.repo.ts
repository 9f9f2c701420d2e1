import { toInstant, type JobState, type JobView } from '@tripmaster/contracts';
import type { LibraryDoor, Transaction } from '@tripmaster/db';
import { z } from 'zod';
import type { Claim, JobFilter, QueueFigures } from './queue.ts';

/** Where pg-boss has its tables. */
export const SCHEMA = 'pgboss';

const row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']),
  retry_limit: z.number(),
  retry_count: z.number(),
  start_after: z.date(),
  created_on: z.date(),
  started_on: z.date().nullable(),
  completed_on: z.date().nullable(),
  output: z.unknown(),
});
type BossRow = z.infer<typeof row>;
const COLUMNS = Object.keys(row.shape).join(', ');

const OF_STATE = {
  waiting: ['created', 'retry'],
  running: ['active'],
  done: ['completed'],
  dead: ['failed'],
  cancelled: ['cancelled'],
} as const satisfies Record<JobState, readonly BossRow['state'][]>;
const STATE_OF = {
  created: 'waiting',
  retry: 'waiting',
  active: 'running',
  completed: 'done',
  failed: 'dead',
  cancelled: 'cancelled',
} as const satisfies Record<BossRow['state'], JobState>;

/** What we write into `output`, and what pg-boss does when a job's lease or its time is over. */
const output = z.object({
  problem: z.string().optional(),
  progress: z.int().optional(),
  value: z.object({ message: z.string() }).optional(),
});

/**
 * What is not over yet, as rows of our own table: a backup holds those in its place, so that it says the same on both
 * engines. A key that is the job's own id stands for none.
 */
export const AS_ROWS = `
  SELECT id::text, name, (data->'given')::text AS data, 'waiting' AS state, NULLIF(singleton_key, id::text) AS key,
    (SELECT users.id FROM users WHERE users.id = group_id) AS user_id, retry_count AS attempts, retry_limit + 1 AS most_attempts,
    floor(extract(epoch FROM start_after) * 1000)::bigint AS due_at, floor(extract(epoch FROM created_on) * 1000)::bigint AS created_at,
    NULL::bigint AS started_at, NULL::bigint AS done_at, NULL::integer AS progress, NULL AS problem
  FROM ${SCHEMA}.job WHERE state < 'completed'`;

/**
 * Questions to pg-boss's own table that its functions do not answer, in its schema of version 46. The conformance suite
 * asks each of them, so that a release of it that keeps its jobs otherwise is found there.
 */
export function bossRepo({ run, runIn }: LibraryDoor) {
  const rowsOf = ({ rows }: { rows: unknown[] }) => rows.map((found) => row.parse(found));

  return {
    /** What lists, a person's jobs and jobs by their ids are found by; pg-boss has no index for them. */
    async index(): Promise<void> {
      await run(`
        SELECT pg_advisory_xact_lock(7236498102);
        CREATE INDEX IF NOT EXISTS tripmaster_id ON ${SCHEMA}.job (id);
        CREATE INDEX IF NOT EXISTS tripmaster_state ON ${SCHEMA}.job (state, id);
        CREATE INDEX IF NOT EXISTS tripmaster_name ON ${SCHEMA}.job (name, id DESC);
        CREATE INDEX IF NOT EXISTS tripmaster_person ON ${SCHEMA}.job (group_id) WHERE group_id IS NOT NULL;
      `);
    },
    /** Of these kinds, those that have a job that is due. */
    async due(names: string[]): Promise<string[]> {
      const { rows } = await run(
        `SELECT kind FROM unnest($1::text[]) kind WHERE EXISTS (
           SELECT 1 FROM ${SCHEMA}.job WHERE name = kind AND state < 'active' AND NOT blocked AND start_after <= ${SCHEMA}.job_now())`,
        [names],
      );
      return rows.map(({ kind }) => String(kind));
    },
    async counting(claims: readonly Claim[]): Promise<string[]> {
      const { rows } = await run(
        `SELECT id FROM ${SCHEMA}.job WHERE id = ANY($1::uuid[]) AND state = 'active' AND (id::text || ':' || retry_count) = ANY($2::text[])`,
        [claims.map(({ id }) => id), claims.map(({ id, attempt }) => `${id}:${attempt - 1}`)],
      );
      return rows.map(({ id }) => String(id));
    },
    /** Whether a claim counts, and will until the transaction has ended. */
    async holds(tx: Transaction, { id, name, attempt }: Claim): Promise<boolean> {
      const { rows } = await runIn(
        tx,
        `SELECT id FROM ${SCHEMA}.job WHERE name = $1 AND id = $2::uuid AND state = 'active' AND retry_count = $3::int FOR UPDATE`,
        [name, id, attempt - 1],
      );
      return rows.length > 0;
    },
    async progress({ id, name, attempt }: Claim, progress: number): Promise<void> {
      await run(
        `UPDATE ${SCHEMA}.job SET output = $4::jsonb WHERE name = $1 AND id = $2::uuid AND state = 'active' AND retry_count = $3::int`,
        [name, id, attempt - 1, JSON.stringify({ progress })],
      );
    },
    /** A job without a beginning is taken anew without counting a try. */
    async putBack({ id, name, attempt }: Claim): Promise<void> {
      await run(
        `UPDATE ${SCHEMA}.job SET state = 'created', started_on = NULL, heartbeat_on = NULL, output = NULL
         WHERE name = $1 AND id = $2::uuid AND state = 'active' AND retry_count = $3::int`,
        [name, id, attempt - 1],
      );
    },
    /** pg-boss cancels what is not over; a dead letter is. */
    async letGo(tx: Transaction, { id, name }: Pick<BossRow, 'id' | 'name'>): Promise<void> {
      await runIn(
        tx,
        `UPDATE ${SCHEMA}.job SET state = 'cancelled', completed_on = ${SCHEMA}.job_now() WHERE name = $1 AND id = $2::uuid AND state = 'failed'`,
        [name, id],
      );
    },
    async purge({ dead, other }: { dead: Date; other: Date }): Promise<void> {
      await run(
        `DELETE FROM ${SCHEMA}.job WHERE state IN ('completed', 'cancelled') AND completed_on < $1 OR state = 'failed' AND completed_on < $2`,
        [other, dead],
      );
    },
    async find(tx: Transaction, id: string): Promise<BossRow | undefined> {
      return rowsOf(await runIn(tx, `SELECT ${COLUMNS} FROM ${SCHEMA}.job WHERE id = $1::uuid`, [id]))[0];
    },
    /** Newest first. Each state of pg-boss is read from its own end of the index. */
    async list({ state, name }: JobFilter, { before, limit }: { before?: string | undefined; limit: number }): Promise<BossRow[]> {
      const values: unknown[] = [limit];
      const given = (value: unknown) => `$${values.push(value)}`;
      const wheres = [
        ...(name === undefined ? [] : [`name = ${given(name)}`]),
        ...(before === undefined ? [] : [`id < ${given(before)}::uuid`]),
      ];
      const parts = state === undefined ? [wheres] : OF_STATE[state].map((word) => [...wheres, `state = '${word}'`]);
      const queries = parts.map(
        (part) =>
          `(SELECT ${COLUMNS} FROM ${SCHEMA}.job ${part.length === 0 ? '' : `WHERE ${part.join(' AND ')}`} ORDER BY id DESC LIMIT $1)`,
      );
      return rowsOf(await run(`SELECT * FROM (${queries.join(' UNION ALL ')}) found ORDER BY id DESC LIMIT $1`, values));
    },
    async ofUser(userId: string): Promise<BossRow[]> {
      return rowsOf(await run(`SELECT ${COLUMNS} FROM ${SCHEMA}.job WHERE group_id = $1 ORDER BY id`, [userId]));
    },
    async erase(tx: Transaction, userId: string): Promise<void> {
      await runIn(tx, `DELETE FROM ${SCHEMA}.job WHERE group_id = $1`, [userId]);
    },
    async figures(): Promise<QueueFigures> {
      const { rows } = await run(
        `SELECT count(*) FILTER (WHERE state < 'active')::int AS waiting, count(*) FILTER (WHERE state = 'active')::int AS running,
           count(*) FILTER (WHERE state = 'failed')::int AS dead,
           min(start_after) FILTER (WHERE state < 'active' AND start_after <= ${SCHEMA}.job_now()) AS oldest
         FROM ${SCHEMA}.job WHERE state IN ('created', 'retry', 'active', 'failed')`,
      );
      const figures = z.object({ waiting: z.int(), running: z.int(), dead: z.int(), oldest: z.date().nullable() });
      const { oldest, ...counts } = figures.parse(rows[0]);
      return { ...counts, oldestDueAt: oldest?.getTime() };
    },
  };
}

/** A job of pg-boss as we speak of it. */
export function viewOfBoss(found: BossRow, problems: { nodeEnded: string; tookTooLong: string }): JobView {
  const { id, name, retry_count: retries, retry_limit: limit, created_on: created, started_on: started, completed_on: over } = found;
  const state = STATE_OF[found.state];
  const { progress, problem: ours, value } = output.catch({}).parse(found.output ?? {});
  const theirs = value === undefined ? undefined : value.message.includes('heartbeat') ? problems.nodeEnded : problems.tookTooLong;
  const problem = ours ?? theirs;
  return {
    id,
    name,
    state,
    attempts: started === null ? retries : retries + 1,
    mostAttempts: limit + 1,
    createdAt: toInstant(created.getTime()),
    ...(state === 'waiting' ? { dueAt: toInstant(found.start_after.getTime()) } : {}),
    ...(started === null ? {} : { startedAt: toInstant(started.getTime()) }),
    ...(over === null ? {} : { doneAt: toInstant(over.getTime()) }),
    ...(state !== 'running' || progress === undefined ? {} : { progress }),
    ...(problem === undefined ? {} : { problem }),
  };
}
