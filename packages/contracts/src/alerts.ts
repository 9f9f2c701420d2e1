import { z } from 'zod';
import { id } from './ids.ts';
import { pageByIdInput } from './paging.ts';
import { line } from './text.ts';
import { instant } from './time.ts';

export const MOST_ALERTS = 50;
/** What a window is where nothing else is said. */
export const USUAL_WINDOW_MINUTES = 5;

/** What can be watched, and in what it is measured. Those of a window look at its minutes, the others at the moment. */
export const ALERT_METRICS = {
  'error-rate': { unit: 'percent', windowed: true },
  'latency-p95': { unit: 'milliseconds', windowed: true },
  requests: { unit: 'count', windowed: true },
  'sign-ups': { unit: 'count', windowed: true },
  'failed-mails': { unit: 'count', windowed: false },
  'dead-jobs': { unit: 'count', windowed: false },
  'dropped-events': { unit: 'count', windowed: false },
  'job-age': { unit: 'seconds', windowed: false },
  'mail-age': { unit: 'seconds', windowed: false },
  'disk-used': { unit: 'percent', windowed: false },
  'backup-age': { unit: 'hours', windowed: false },
  'model-spend': { unit: 'dollars', windowed: false },
} as const;

export const alertMetric = z.enum([
  'error-rate',
  'latency-p95',
  'requests',
  'sign-ups',
  'failed-mails',
  'dead-jobs',
  'dropped-events',
  'job-age',
  'mail-age',
  'disk-used',
  'backup-age',
  'model-spend',
]);
export type AlertMetric = z.infer<typeof alertMetric>;

const address = z.string().min(1).max(500);
/** `mail` goes to every administrator who wants it. A webhook is signed as those of people are, with the secret that its making gives. */
export const alertChannel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mail') }),
  z.strictObject({ kind: z.literal('webhook'), url: address }),
  z.strictObject({ kind: z.literal('ntfy'), /** Of a topic: `https://ntfy.example.org/topic`. */ url: address }),
]);
export type AlertChannel = z.infer<typeof alertChannel>;

/** It fires when the metric has been past `threshold` for `forMinutes`, and is over when it has been back behind `clearAt` for as long. */
export const alertRule = z.strictObject({
  name: line(80),
  metric: alertMetric,
  when: z.enum(['above', 'below']),
  threshold: z.number().min(0).max(1e12),
  /** Not beyond `threshold`: between the two nothing changes. */
  clearAt: z.number().min(0).max(1e12),
  /** The last minutes that are looked at, for metrics of a window. */
  windowMinutes: z.int().min(1).max(1_440),
  /** 0: at once. */
  forMinutes: z.int().min(0).max(1_440),
  channels: z.array(alertChannel).min(1).max(5),
  enabled: z.boolean(),
});
export type AlertRule = z.infer<typeof alertRule>;

/** With an id and the version it was read at, a rule is changed; without, one is made. `token`: of a ntfy topic that asks for one. */
export const alertSetInput = z
  .strictObject({ id: id.optional(), version: z.int().min(1).optional(), rule: alertRule, token: line(200).optional() })
  .superRefine(({ id: known, version, rule }, context) => {
    if ((known === undefined) !== (version === undefined))
      context.addIssue({ code: 'custom', path: ['version'], message: 'goes with the id' });
    const beyond = rule.when === 'above' ? rule.clearAt > rule.threshold : rule.clearAt < rule.threshold;
    if (beyond) context.addIssue({ code: 'custom', path: ['rule', 'clearAt'], message: 'must not be beyond the threshold' });
  });
export type AlertSetInput = z.infer<typeof alertSetInput>;

/** `pending`: past the threshold, not for long enough yet. */
export const alertState = z.enum(['ok', 'pending', 'firing']);
export type AlertState = z.infer<typeof alertState>;

export const alertView = z.strictObject({
  id,
  version: z.int(),
  rule: alertRule,
  state: alertState,
  since: instant,
  /** As it was measured last; absent: it could not be. */
  value: z.number().optional(),
  checkedAt: instant.optional(),
  /** Until then nobody is told. */
  silencedUntil: instant.optional(),
  /** What the last message failed with, by channel. */
  problem: z.string().optional(),
});
export type AlertView = z.infer<typeof alertView>;
/** `secret`: what a rule's webhooks are signed with, shown when the first is named and never again. */
export const alertSaved = z.strictObject({ alert: alertView, secret: z.string().optional() });
export type AlertSaved = z.infer<typeof alertSaved>;

export const alertSilenceInput = z.strictObject({ id, /** Absent: tell again. */ until: instant.optional() });
/** `reset`: the rule was changed while it fired, and began anew. */
export const alertChangeKind = z.enum(['fired', 'over', 'test', 'reset']);
export type AlertChangeKind = z.infer<typeof alertChangeKind>;
/** Of one rule, or of all; of one kind, or of all. */
export const alertHistoryInput = z.strictObject({ ...pageByIdInput, id: id.optional(), kind: alertChangeKind.optional() });
export type AlertHistoryInput = z.infer<typeof alertHistoryInput>;

/** What became of a message. `waiting`: not taken yet, and tried again; `refused`: not taken so far, or nobody was there to tell. */
export const alertTold = z.strictObject({
  channel: z.enum(['mail', 'webhook', 'ntfy']),
  /** The server that is told; of mails there is none. */
  host: z.string().optional(),
  /** To how many administrators a mail went. */
  people: z.int().optional(),
  state: z.enum(['waiting', 'taken', 'refused']),
  problem: z.string().optional(),
});
export type AlertTold = z.infer<typeof alertTold>;

/** Something a rule did. */
export const alertChange = z.strictObject({
  id,
  alert: id,
  kind: alertChangeKind,
  /** As it was then. */
  rule: alertRule.omit({ channels: true, enabled: true }),
  value: z.number().optional(),
  /** Of what fired: the value that was furthest past the threshold. */
  worst: z.number().optional(),
  at: instant,
  /** Of what fired: when that ended; absent while it fires. */
  overAt: instant.optional(),
  silenced: z.boolean(),
  /** Absent on what happened before this was kept; empty where nobody was told. */
  told: z.array(alertTold).optional(),
});
export type AlertChange = z.infer<typeof alertChange>;

/** What a test told, by channel. */
export const alertTested = z.strictObject({
  channels: z.array(z.strictObject({ kind: z.string(), ok: z.boolean(), problem: z.string().optional() })),
});
export type AlertTested = z.infer<typeof alertTested>;

/** What the metrics are now, and how the server answered in the last day, in steps of ten minutes. */
export const alertMeasures = z.strictObject({
  asOf: instant,
  /** `value` is absent where it could not be measured. */
  metrics: z.array(z.strictObject({ metric: alertMetric, value: z.number().optional() })),
  server: z.array(z.strictObject({ from: instant, requests: z.int(), errors: z.int(), p95Ms: z.number().optional() })),
});
export type AlertMeasures = z.infer<typeof alertMeasures>;
