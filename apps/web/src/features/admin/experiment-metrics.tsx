import { PlusIcon, TrashIcon } from '@phosphor-icons/react';
import { Button } from '../../ui/button.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import css from './admin.module.css';
import { EVENTS, newMetric, type MetricDraft } from './experiment-draft.ts';
import { KIND_WORDS } from './experiment-words.ts';

const KINDS = ['conversion', 'count', 'amount'] as const;
const MOST = 10;

/** What is counted, row by row. */
export function MetricFields({
  list,
  legend,
  about,
  metrics,
  fewest,
  errors,
  onChange,
}: {
  list: 'metrics' | 'guardrails';
  legend: string;
  about: string;
  metrics: readonly MetricDraft[];
  fewest: number;
  errors: Readonly<Record<string, string>>;
  onChange: (metrics: MetricDraft[], ...fields: string[]) => void;
}) {
  const one = list === 'metrics' ? 'metric' : 'guardrail';
  return (
    <fieldset className={css.alertform}>
      <legend>{legend}</legend>
      <p className="small soft">{about}</p>
      {metrics.map((metric, at) => {
        const path = `design.${list}.${at}`;
        const set = (part: Partial<MetricDraft>, field: string) =>
          onChange(
            metrics.map((other) => (other.id === metric.id ? { ...other, ...part } : other)),
            `${path}.${field}`,
          );
        return (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset within one would be read twice
          <div key={metric.id} role="group" aria-label={`${legend}, ${at + 1}`} className={css.rowform}>
            <Field label="Name" error={errors[`${path}.name`]}>
              <TextInput maxLength={60} value={metric.name} onChange={({ target }) => set({ name: target.value }, 'name')} />
            </Field>
            <Field label="Event" error={errors[`${path}.event`]}>
              <Select
                value={metric.event}
                onChange={({ target }) => set({ event: EVENTS.find((event) => event === target.value) ?? metric.event }, 'event')}
              >
                {EVENTS.map((event) => (
                  <option key={event} value={event}>
                    {event}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Counts" className={css.wide} error={errors[`${path}.kind`]}>
              <Select
                value={metric.kind}
                onChange={({ target }) => set({ kind: KINDS.find((kind) => kind === target.value) ?? metric.kind }, 'kind')}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {KIND_WORDS[kind]}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Good is">
              <Select value={metric.better} onChange={({ target }) => set({ better: target.value === 'less' ? 'less' : 'more' }, 'better')}>
                <option value="more">more</option>
                <option value="less">less</option>
              </Select>
            </Field>
            {metric.kind === 'amount' && (
              <Field label="Currency" optional error={errors[`${path}.currency`]}>
                <TextInput
                  placeholder="EUR"
                  maxLength={3}
                  value={metric.currency}
                  onChange={({ target }) => set({ currency: target.value }, 'currency')}
                />
              </Field>
            )}
            {metrics.length > fewest && (
              <Button
                icon
                variant="quiet"
                aria-label={`Remove ${one} ${at + 1}`}
                onClick={() =>
                  onChange(
                    metrics.filter(({ id }) => id !== metric.id),
                    ...Object.keys(errors).filter((field) => field.startsWith(`design.${list}.`)),
                  )
                }
              >
                <TrashIcon size={20} aria-hidden />
              </Button>
            )}
          </div>
        );
      })}
      {metrics.length < MOST && (
        <p>
          <Button size="sm" onClick={() => onChange([...metrics, newMetric()])}>
            <PlusIcon size={20} aria-hidden />
            Add a {one}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
