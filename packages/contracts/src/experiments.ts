import { z } from 'zod';
import type { FieldProblem } from './errors.ts';
import { eventName } from './events.ts';
import { id } from './ids.ts';
import { currency } from './money.ts';
import { line, text } from './text.ts';
import { instant, plainDate } from './time.ts';

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
  /** Of amounts: the currency they are counted in, EUR when not given. Others are converted at the rates of their day. */
  currency: currency.optional(),
});
export type ExperimentMetric = z.infer<typeof experimentMetric>;

/** A value of a flag, and a condition, is JSON of at most so many characters. */
const MOST_JSON = 10_000;
/** Any JSON. Its form is asked by what it is written as, for a schema that knows itself has no place in the description of the interface. */
const json = z.unknown().refine(isSmallJson, `must be JSON of at most ${MOST_JSON} characters`);
/** Weights add up to 1 but for what decimal fractions lose. */
const WEIGHT_SLACK = 1e-6;

export const experimentDesign = z.strictObject({
  name: line(120, 1),
  hypothesis: text(2_000),
  /** Variation 0 is what there is today. */
  variations: z
    .array(z.strictObject({ name: line(60, 1), value: json }))
    .min(2)
    .max(10),
  /** Add up to 1. */
  weights: z.array(z.number().min(0).max(1)).min(2).max(10),
  /** Part of those it aims at that takes part, 0–1. */
  coverage: z.number().min(0).max(1),
  /** Whom it is for, as a GrowthBook condition. */
  condition: z.record(z.string().max(100), z.unknown()).refine(isSmallJson, `must be JSON of at most ${MOST_JSON} characters`).optional(),
  /** Experiments of one namespace have nobody in common as long as their ranges don't overlap. */
  namespace: z.strictObject({ id: line(60, 1), from: z.number().min(0).max(1), to: z.number().min(0).max(1) }).optional(),
  /** The first decides. */
  metrics: z.array(experimentMetric).min(1).max(10),
  /** What must not get worse. */
  guardrails: z.array(experimentMetric).max(10),
});
export type ExperimentDesign = z.infer<typeof experimentDesign>;

/** Why a design can't be run, by its fields: rules across them, and names that are there twice. */
export function problemsOfDesign({ variations, weights, coverage, namespace, metrics, guardrails }: ExperimentDesign): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (path: string, reason: string) => void problems.push({ path, reason });
  for (const [list, entries] of Object.entries({ variations, metrics, guardrails }))
    entries.forEach(({ name }, at) => {
      if (entries.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) < at)
        refuse(`${list}.${at}.name`, 'is there already');
    });
  variations.forEach(({ value }, at) => {
    if (jsonType(value) !== jsonType(variations[0]?.value))
      refuse(`variations.${at}.value`, 'must be of the same type as that of variation 0');
  });
  if (weights.length !== variations.length) refuse('weights', 'needs one weight for each variation');
  if (Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) > WEIGHT_SLACK) refuse('weights', 'must add up to 1');
  if (coverage === 0) refuse('coverage', 'must be more than 0');
  if (namespace !== undefined && namespace.from >= namespace.to) refuse('namespace.to', 'must be more than where the range begins');
  for (const [list, group] of Object.entries({ metrics, guardrails }))
    group.forEach(({ kind, currency: of }, at) => {
      if (kind !== 'amount' && of !== undefined) refuse(`${list}.${at}.currency`, 'is for amounts only');
    });
  return problems;
}

function isSmallJson(value: unknown): boolean {
  try {
    const written = JSON.stringify(value);
    return typeof written === 'string' && written.length <= MOST_JSON;
  } catch {
    return false;
  }
}

/** What a flag's values are, as JSON has it. */
export function jsonType(value: unknown): 'boolean' | 'number' | 'string' | 'list' | 'object' | 'null' {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
}

export const experimentDecision = z.strictObject({
  at: instant,
  /** The variation whose value the flag was given; absent: none, and the flag stayed as it was. */
  variation: z.int().min(0).optional(),
  reason: text(2_000),
  /** What became of the flag, and the version it has since; absent where no variation was chosen. */
  flag: z
    .strictObject({
      version: z.int().min(0),
      /** `default`: it is the flag’s value; `rule`: those whom the experiment was for have it by a rule; `none`: it was so already. */
      change: z.enum(['default', 'rule', 'none']),
    })
    .optional(),
  /** The results it rests on, as they were. */
  results: z.unknown(),
});
export type ExperimentDecision = z.infer<typeof experimentDecision>;

export const experimentStopInput = z.strictObject({
  id,
  version: z.int().min(1),
  /**
   * What to go on with. With a variation, its value is what the flag gives from then on to everybody whom the experiment was
   * for and no other rule of the flag’s is about: by a rule with the experiment’s condition, or as the flag’s own value where
   * there is none. Without one (or without a decision) the flag stays as it is: everybody gets what it says without the experiment.
   */
  decision: z.strictObject({ variation: z.int().min(0).max(9).optional(), reason: text(2_000) }).optional(),
  /** The version of the flag that the caller has seen, 0 where none is stored; a stale one is a `conflict`. */
  flagVersion: z.int().min(0).optional(),
});
export type ExperimentStopInput = z.infer<typeof experimentStopInput>;

/** An experiment as it is listed. */
export const experiment = z.strictObject({
  id,
  key: flagKey,
  flagKey,
  status: experimentStatus,
  design: experimentDesign,
  version: z.int().min(1),
  createdAt: instant,
  startedAt: instant.optional(),
  stoppedAt: instant.optional(),
  /** What was decided; the numbers it rests on are among the results. */
  decision: experimentDecision.omit({ results: true }).optional(),
});
export type Experiment = z.infer<typeof experiment>;

/** What may be said of a variation against variation 0. A guardrail is only ever called worse, or not. */
export const experimentVerdict = z.enum(['better', 'worse', 'no difference shown', 'too few']);
export type ExperimentVerdict = z.infer<typeof experimentVerdict>;

const count = z.int().min(0);
/** Relative to variation 0: 0.1 is 10 % more. */
const liftInterval = z.strictObject({ from: z.number(), to: z.number() });

/** One variation by one metric. */
export const variationResult = z.strictObject({
  variation: count,
  name: z.string(),
  units: count,
  /** Units that did it, how often it was done, or what it amounts to in minor units. */
  total: z.number(),
  /** The total by the units: a rate, or a mean. Absent without units. */
  mean: z.number().optional(),
  /** Against variation 0, which has none of what follows. Absent where there is no telling; `why` then says it. */
  lift: z.number().optional(),
  interval: liftInterval.optional(),
  /** Of the interval: 0.95, or more where several comparisons are made. Of a guardrail: of each of its ends by itself. */
  confidence: z.number().optional(),
  /** After the correction for several comparisons, and right however often one looks. */
  p: z.number().min(0).max(1).optional(),
  verdict: experimentVerdict.optional(),
  why: z.string().optional(),
  /** What CUPED left of the variance: 0.7 is as good as 1.4 times the units. Absent where it was of no use. */
  varianceLeft: z.number().optional(),
});
export type VariationResult = z.infer<typeof variationResult>;

/** How the estimates came about: what was known at the end of each day, in UTC. */
export const experimentSeries = z.array(
  z.strictObject({
    day: plainDate,
    variations: z.array(
      z.strictObject({
        variation: count,
        units: count,
        mean: z.number().optional(),
        lift: z.number().optional(),
        interval: liftInterval.optional(),
      }),
    ),
  }),
);
export type ExperimentSeries = z.infer<typeof experimentSeries>;

export const metricResult = z.strictObject({
  metric: experimentMetric,
  variations: z.array(variationResult),
  /** At most 120 points. */
  series: experimentSeries,
});
export type MetricResult = z.infer<typeof metricResult>;

export const experimentWarning = z.strictObject({
  code: z.enum(['not-started', 'no-units', 'too-few', 'sample-ratio', 'two-variations', 'other-currency']),
  text: z.string(),
});
export type ExperimentWarning = z.infer<typeof experimentWarning>;

/** What an experiment has shown so far. */
export const experimentResults = z.strictObject({
  id,
  status: experimentStatus,
  /** Up to when exposures and events are counted. */
  countedAt: instant.optional(),
  /** Units of each variation against its weight. */
  variations: z.array(z.strictObject({ variation: count, name: z.string(), weight: z.number(), units: count })),
  /** Units that were shown two variations: they count nowhere. */
  leftOut: count,
  /** Whether the units fall into the variations as the weights say; `p` is absent while there are too few to tell. */
  srm: z.strictObject({ p: z.number().min(0).max(1).optional(), ok: z.boolean() }),
  metrics: z.array(metricResult),
  guardrails: z.array(metricResult),
  /** What to go on with, by the first metric and the guardrails: a variation, or nothing where none can be told from variation 0. */
  recommendation: z.strictObject({ variation: count.optional(), text: z.string() }),
  /** How it was worked out, in words. */
  method: z.array(z.string()),
  warnings: z.array(experimentWarning),
  decision: experimentDecision.optional(),
});
export type ExperimentResults = z.infer<typeof experimentResults>;
