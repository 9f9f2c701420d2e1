import { z } from 'zod';
import { eventName } from './events.ts';
import { line, text } from './text.ts';
import { instant } from './time.ts';

export const flagKey = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i, 'is not a flag’s name');

export const experimentStatus = z.enum(['draft', 'running', 'stopped']);
export type ExperimentStatus = z.infer<typeof experimentStatus>;

/** What is counted for each unit after it was first exposed: how often an event came, whether it came at all, or what it amounts to. */
export const experimentMetric = z.strictObject({
  name: line(60, 1),
  event: eventName,
  kind: z.enum(['conversion', 'count', 'amount']),
  /** Which way is good. */
  better: z.enum(['more', 'less']),
});
export type ExperimentMetric = z.infer<typeof experimentMetric>;

export const experimentDesign = z.strictObject({
  name: line(120, 1),
  hypothesis: text(2_000),
  /** Variation 0 is what there is today. */
  variations: z
    .array(z.strictObject({ name: line(60, 1), value: z.json() }))
    .min(2)
    .max(10),
  /** Add up to 1. */
  weights: z.array(z.number().min(0).max(1)).min(2).max(10),
  /** Part of those it aims at that takes part, 0–1. */
  coverage: z.number().min(0).max(1),
  /** Whom it is for, as a GrowthBook condition. */
  condition: z.record(z.string().max(100), z.json()).optional(),
  /** Experiments of one namespace have nobody in common as long as their ranges don't overlap. */
  namespace: z.strictObject({ id: line(60, 1), from: z.number().min(0).max(1), to: z.number().min(0).max(1) }).optional(),
  /** The first decides. */
  metrics: z.array(experimentMetric).min(1).max(10),
  /** What must not get worse. */
  guardrails: z.array(experimentMetric).max(10),
});
export type ExperimentDesign = z.infer<typeof experimentDesign>;

export const experimentDecision = z.strictObject({
  at: instant,
  /** The variation that is kept; absent: none was found better. */
  variation: z.int().min(0).optional(),
  reason: text(2_000),
  /** The results it rests on, as they were. */
  results: z.json(),
});
export type ExperimentDecision = z.infer<typeof experimentDecision>;
