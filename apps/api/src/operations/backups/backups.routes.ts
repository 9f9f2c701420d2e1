import { backupsInput, backupView, byId, page } from '@tripmaster/contracts';
import { admin, router } from '@tripmaster/rpc';
import type { BackupsService } from './backups.service.ts';

/** Backups, for those who run the server; restoring one is the command line's. */
export function backupsRoutes(backups: BackupsService) {
  return router({
    list: admin
      .meta({ summary: 'Lists backups, newest first, with those being made and those that could not be.' })
      .input(backupsInput.optional())
      .output(page(backupView))
      .query(({ input }) => backups.list(input ?? {})),
    create: admin
      .meta({
        summary: 'Has a backup of everything made.',
        description: 'It is made by a job: ask the list how far it is. While one is under way, that one is given and no other begun.',
      })
      .output(backupView)
      .mutation(({ ctx }) => backups.create(ctx.actor)),
    verify: admin
      .meta({
        summary: 'Has a backup verified: read whole, and restored into a database made for that.',
        description: 'A job does it: the list says what came of it.',
      })
      .input(byId)
      .output(backupView)
      .mutation(({ ctx, input }) => backups.verify(ctx.actor, input.id)),
  });
}
