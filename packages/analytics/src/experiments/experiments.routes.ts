import {
  byId,
  experiment,
  experimentDesign,
  experimentResults,
  experimentStatus,
  experimentStopInput,
  flagKey,
  id,
  page,
  pageByIdInput,
} from '@tripmaster/contracts';
import { admin, router, support } from '@tripmaster/rpc';
import { z } from 'zod';
import type { ExperimentsService } from './experiments.service.ts';
import type { ResultsService } from './results.service.ts';

const version = z.int().min(1);
const listInput = z.strictObject({ ...pageByIdInput, status: experimentStatus.optional() });
const createInput = z.strictObject({ key: flagKey, flagKey, design: experimentDesign });
const updateInput = z.strictObject({
  id,
  version,
  key: flagKey.optional(),
  flagKey: flagKey.optional(),
  design: experimentDesign.optional(),
});

/** Experiments and what they show; stands under `admin`. */
export function experimentsRoutes({ experiments, results }: { experiments: ExperimentsService; results: ResultsService }) {
  return router({
    list: support
      .meta({ summary: 'Lists experiments, newest first.' })
      .input(listInput.optional())
      .output(page(experiment))
      .query(({ input }) => experiments.list(input ?? {})),
    get: support
      .meta({ summary: 'Reads one experiment.' })
      .input(byId)
      .output(experiment)
      .query(({ input }) => experiments.get(input.id)),
    create: admin
      .meta({ summary: 'Drafts an experiment; its flag is made if there is none of this name.' })
      .input(createInput)
      .output(experiment)
      .mutation(({ ctx, input }) => experiments.create(ctx.actor, input)),
    update: admin
      .meta({ summary: 'Changes a draft of an experiment.' })
      .input(updateInput)
      .output(experiment)
      .mutation(({ ctx, input }) => experiments.update(ctx.actor, input)),
    start: admin
      .meta({ summary: 'Starts an experiment. From then on its design stays as it is.' })
      .input(z.strictObject({ id, version }))
      .output(experiment)
      .mutation(({ ctx, input }) => experiments.start(ctx.actor, input)),
    stop: admin
      .meta({
        summary: 'Stops an experiment for good and writes down what was decided, with the results it rests on.',
        description:
          'With `decision.variation` the flag gives that variation’s value from then on, in the same step; without it the flag stays as it is, and everybody gets what it says without the experiment. A stale `flagVersion` is a `conflict`.',
      })
      .input(experimentStopInput)
      .output(experiment)
      .mutation(({ ctx, input }) => experiments.stop(ctx.actor, input)),
    results: support
      .meta({
        summary: 'Says what an experiment has shown so far.',
        description: 'Every variation against variation 0, by intervals and p-values that hold however often one looks.',
      })
      .input(byId)
      .output(experimentResults)
      .query(({ input }) => results.of(input.id)),
  });
}
