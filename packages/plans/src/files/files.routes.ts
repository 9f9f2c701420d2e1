import { byId, fileListInput, fileUpdate, page, planFile } from '@tripmaster/contracts';
import { router, signedIn, signedInUpTo } from '@tripmaster/rpc';
import type { FilesService } from './files.service.ts';
import { FILE_CHANGES_AN_ACCOUNT } from './limits.ts';

export function filesRoutes(files: FilesService) {
  return router({
    list: signedIn
      .meta({ summary: 'Lists the files of a trip that you see, newest first: your own and those shared with the trip.', tool: 'reads' })
      .input(fileListInput)
      .output(page(planFile))
      .query(({ ctx, input: { id, ...paging } }) => files.list(ctx.actor, id, paging)),
    update: signedInUpTo(FILE_CHANGES_AN_ACCOUNT)
      .meta({ summary: 'Renames a file of your own, shares it with the trip or takes it back, or puts it with a stop.' })
      .input(fileUpdate)
      .output(planFile)
      .mutation(({ ctx, input }) => files.update(ctx.actor, input)),
    remove: signedInUpTo(FILE_CHANGES_AN_ACCOUNT)
      .meta({ summary: 'Removes a file for good.' })
      .input(byId)
      .output(byId)
      .mutation(({ ctx, input }) => files.remove(ctx.actor, input.id)),
  });
}
