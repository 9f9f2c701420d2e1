import {
  byFlagKey,
  done,
  flagListInput,
  flagRemoveInput,
  flagSetInput,
  flagsInput,
  flagValues,
  flagView,
  page,
} from '@tripmaster/contracts';
import { admin, router, support, visitor } from '@tripmaster/rpc';
import type { Flags } from './flags.ts';

/** What front ends ask. */
export function flagsRoutes(flags: Flags) {
  return router({
    evaluate: visitor
      .meta({
        summary: 'Tells what flags are for you.',
        description:
          'Those of the code have their types; others that are stored come along as they are. With `keys`, only these: what is asked for counts as shown where an experiment is about it.',
      })
      .input(flagsInput.optional())
      .output(flagValues)
      .query(({ ctx, input }) => flags.forCaller(ctx, input ?? {})),
  });
}

/** What administrators do; it stands among the procedures of administration. */
export function adminFlagsRoutes({ service }: Flags) {
  return router({
    list: support
      .meta({ summary: 'Lists flags, by their keys.' })
      .input(flagListInput.optional())
      .output(page(flagView))
      .query(({ input }) => service.list(input ?? {})),
    get: support
      .meta({ summary: 'Reads one flag.' })
      .input(byFlagKey)
      .output(flagView)
      .query(({ input }) => service.get(input.key)),
    set: admin
      .meta({
        summary: 'Makes a flag, or changes it.',
        description:
          'Holds within a second on every node. A stale `version` is a `conflict`; without one the flag is changed whatever it is.',
      })
      .input(flagSetInput)
      .output(flagView)
      .mutation(({ ctx, input }) => service.set(ctx.actor, input)),
    remove: admin
      .meta({ summary: 'Removes a flag; one of the code is what the code says again.' })
      .input(flagRemoveInput)
      .output(done('removed'))
      .mutation(async ({ ctx, input }) => {
        await service.remove(ctx.actor, input);
        return { status: 'removed' };
      }),
  });
}
