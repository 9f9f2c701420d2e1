import { readJson } from './json.ts';
import { eventName, type ExperimentDesign, type ExperimentMetric, currency as currencyCode } from '@tripmaster/contracts';
import type { Experiment } from './wire.ts';

export type MetricDraft = {
  id: string;
  name: string;
  event: ExperimentMetric['event'];
  kind: ExperimentMetric['kind'];
  better: ExperimentMetric['better'];
  currency: string;
};
export type VariationDraft = { id: string; name: string; value: string; weight: string };
/** A design as it is typed: numbers and JSON as text, parts as percent. */
export type Draft = {
  key: string;
  flagKey: string;
  name: string;
  hypothesis: string;
  variations: VariationDraft[];
  coverage: string;
  condition: string;
  namespace: string;
  from: string;
  to: string;
  metrics: MetricDraft[];
  guardrails: MetricDraft[];
};
type Sent = { key: string; flagKey: string; design: ExperimentDesign };

export const EVENTS = eventName.options;

let made = 0;
/** A name for a row of the form, which is none of its values. */
function rowId(): string {
  made += 1;
  return String(made);
}

export function newMetric(): MetricDraft {
  return { id: rowId(), name: '', event: 'plan-made', kind: 'conversion', better: 'more', currency: '' };
}

export function newVariation(): VariationDraft {
  return { id: rowId(), name: '', value: 'true', weight: '' };
}

export function emptyDraft(): Draft {
  return {
    key: '',
    flagKey: '',
    name: '',
    hypothesis: '',
    variations: [
      { id: rowId(), name: 'As it is', value: 'false', weight: '50' },
      { id: rowId(), name: '', value: 'true', weight: '50' },
    ],
    coverage: '100',
    condition: '',
    namespace: '',
    from: '0',
    to: '50',
    metrics: [newMetric()],
    guardrails: [],
  };
}

export function draftOf({ key, flagKey, design }: Pick<Experiment, keyof Sent>): Draft {
  const { variations, weights, namespace, condition } = design;
  return {
    key,
    flagKey,
    name: design.name,
    hypothesis: design.hypothesis,
    variations: variations.map(({ name, value }, at) => ({
      id: rowId(),
      name,
      value: JSON.stringify(value),
      weight: percent(weights[at] ?? 0),
    })),
    coverage: percent(design.coverage),
    condition: condition === undefined ? '' : JSON.stringify(condition, undefined, 2),
    namespace: namespace?.id ?? '',
    from: percent(namespace?.from ?? 0),
    to: percent(namespace?.to ?? 0.5),
    metrics: design.metrics.map(metricDraft),
    guardrails: design.guardrails.map(metricDraft),
  };
}

/** What is sent of a draft, or what of it can’t be, by the server’s names of its fields. */
export function readDraft(draft: Draft): { sent: Sent } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const json = (path: string, text: string): unknown => {
    const read = readJson(text);
    if ('value' in read) return read.value;
    errors[path] = read.fault;
    return undefined;
  };
  const part = (path: string, text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > 100) errors[path] = 'A number from 0 to 100.';
    // Without the digits that dividing brings.
    return Number((value / 100).toFixed(8));
  };
  const metrics = (list: 'metrics' | 'guardrails') =>
    draft[list].map(({ name, event, kind, better, currency }, at) => {
      if (name.trim() === '') errors[`design.${list}.${at}.name`] = 'Give it a name.';
      const code = currency.trim().toUpperCase();
      if (kind !== 'amount' || code === '') return { name: name.trim(), event, kind, better };
      if (!currencyCode.safeParse(code).success) errors[`design.${list}.${at}.currency`] = 'A currency’s code, such as EUR.';
      return { name: name.trim(), event, kind, better, currency: code };
    });
  if (draft.name.trim() === '') errors['design.name'] = 'Give it a name.';
  if (draft.key.trim() === '') errors['key'] = 'Give it a key.';
  if (draft.flagKey.trim() === '') errors['flagKey'] = 'Name the flag it is about.';
  const variations = draft.variations.map(({ name, value }, at) => {
    if (name.trim() === '') errors[`design.variations.${at}.name`] = 'Give it a name.';
    return { name: name.trim(), value: json(`design.variations.${at}.value`, value) };
  });
  const weights = draft.variations.map(({ weight }, at) => part(`design.weights.${at}`, weight));
  const condition = draft.condition.trim() === '' ? undefined : json('design.condition', draft.condition);
  if (condition !== undefined && !isRecord(condition)) errors['design.condition'] = 'A condition is an object, in braces.';
  const namespace = draft.namespace.trim();
  const range =
    namespace === ''
      ? undefined
      : { id: namespace, from: part('design.namespace.from', draft.from), to: part('design.namespace.to', draft.to) };
  const design = {
    name: draft.name.trim(),
    hypothesis: draft.hypothesis.trim(),
    variations,
    weights,
    coverage: part('design.coverage', draft.coverage),
    ...(isRecord(condition) && { condition }),
    ...(range !== undefined && { namespace: range }),
    metrics: metrics('metrics'),
    guardrails: metrics('guardrails'),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return { sent: { key: draft.key.trim(), flagKey: draft.flagKey.trim(), design } };
}

function metricDraft({ name, event, kind, better, currency = '' }: ExperimentMetric): MetricDraft {
  return { id: rowId(), name, event, kind, better, currency };
}

/** `33.3333` of 0.333333: without the digits that binary fractions bring. */
function percent(part: number): string {
  return String(Number((100 * part).toFixed(6)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
