import type { api } from '../../lib/api.ts';

/** As they come over the wire, where a value that may be anything may also be absent. */
export type Experiment = Awaited<ReturnType<typeof api.admin.experiments.get.query>>;
export type ExperimentResults = Awaited<ReturnType<typeof api.admin.experiments.results.query>>;
export type FlagView = Awaited<ReturnType<typeof api.admin.flags.set.mutate>>;
