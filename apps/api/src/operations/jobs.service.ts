import { AppError, pageOf, type JobsInput, type JobView, type Page } from '@tripmaster/contracts';
import { UniqueViolation, type Database, type Transaction } from '@tripmaster/db';
import type { JobsService } from '@tripmaster/jobs';
import type { Actor, Audit, AuditAction } from '@tripmaster/rpc';

type Deps = { db: Database; jobs: Pick<JobsService, 'list' | 'retry' | 'cancel'>; audit: Audit };

/** What administrators see of the jobs, and do with them; what they do is in the audit log. */
export function jobsOperations({ db, jobs, audit }: Deps) {
  async function act(
    actor: Actor,
    action: AuditAction,
    change: (tx: Transaction) => Promise<JobView | undefined>,
    refusal: string,
  ): Promise<JobView> {
    try {
      return await db.write(async (tx) => {
        const job = await change(tx);
        if (job === undefined) throw new AppError('not-found', {}, refusal);
        await audit.record(tx, { action, actor: actor.auditRef, detail: { job: job.name, id: job.id } });
        return job;
      });
    } catch (error) {
      if (error instanceof UniqueViolation) throw new AppError('conflict', {}, 'Another job with the same key waits already.');
      throw error;
    }
  }

  return {
    /** Newest first. */
    async list({ cursor, limit = 20, ...filter }: JobsInput): Promise<Page<JobView>> {
      const rows = await jobs.list(filter, { before: cursor, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        (job) => job,
        ({ id }) => id,
      );
    },
    /** Has a dead letter tried once more. Throws `not-found`, and `conflict` when another job took its place. */
    retry: (actor: Actor, id: string) =>
      act(actor, 'admin.job-retried', (tx) => jobs.retry(tx, id), 'There is no job of this id that was given up.'),
    /** Also lets go of a dead letter. Throws `not-found`. */
    cancel: (actor: Actor, id: string) =>
      act(
        actor,
        'admin.job-cancelled',
        (tx) => jobs.cancel(tx, id),
        'There is no job of this id that waits, is under way or was given up.',
      ),
  };
}

export type JobsOperations = ReturnType<typeof jobsOperations>;
