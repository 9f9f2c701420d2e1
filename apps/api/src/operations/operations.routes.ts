import { byId, health, jobsInput, jobView, page } from '@tripmaster/contracts';
import { admin, router } from '@tripmaster/rpc';
import { backupsRoutes } from './backups/backups.routes.ts';
import type { BackupsService } from './backups/backups.service.ts';
import type { HealthService } from './health.service.ts';
import type { JobsOperations } from './jobs.service.ts';
import { mailRoutes } from './mail.routes.ts';
import type { MailOperations } from './mail.service.ts';

export type Operations = { backups: BackupsService; jobs: JobsOperations; mails: MailOperations; health: HealthService };

/** How the server is, and what it does by itself; stands under `admin`. */
export function operationsRoutes({ backups, jobs, mails, health: state }: Operations) {
  return router({
    health: admin
      .meta({
        summary: 'Tells how the server is: database, disk, jobs, mails, schedules.',
        description: 'A part that can’t be asked is `failed`; the others answer all the same.',
      })
      .output(health)
      .query(() => state.ask()),
    backups: backupsRoutes(backups),
    mail: mailRoutes(mails),
    jobs: router({
      list: admin
        .meta({ summary: 'Lists jobs, newest first.' })
        .input(jobsInput.optional())
        .output(page(jobView))
        .query(({ input }) => jobs.list(input ?? {})),
      retry: admin
        .meta({ summary: 'Has a job that was given up tried once more.' })
        .input(byId)
        .output(jobView)
        .mutation(({ ctx, input }) => jobs.retry(ctx.actor, input.id)),
      cancel: admin
        .meta({ summary: 'Cancels a job that waits or is under way, and lets go of one that was given up.' })
        .input(byId)
        .output(jobView)
        .mutation(({ ctx, input }) => jobs.cancel(ctx.actor, input.id)),
    }),
  });
}
