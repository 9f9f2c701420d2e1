import {
  ALERT_METRICS,
  alertMetric,
  USUAL_WINDOW_MINUTES,
  type AlertChannel,
  type AlertRule,
  type AlertSaved,
  type AlertSetInput,
  type AlertView,
} from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Field, Select, TextInput } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { METRICS } from './alert-words.ts';
import { admin } from './queries.ts';

type Draft = {
  name: string;
  metric: AlertRule['metric'];
  when: AlertRule['when'];
  threshold: string;
  clearAt: string;
  windowMinutes: string;
  forMinutes: string;
  mail: boolean;
  webhook: string;
  ntfy: string;
  token: string;
  enabled: boolean;
};

const METRIC_NAMES = alertMetric.options;

function draftOf(rule: AlertRule | undefined): Draft {
  const address = (kind: 'webhook' | 'ntfy') => rule?.channels.find((channel) => channel.kind === kind);
  const [webhook, ntfy] = [address('webhook'), address('ntfy')];
  const { threshold, clearAt, forMinutes } = rule ?? METRICS['error-rate'].usual;
  return {
    name: rule?.name ?? '',
    metric: rule?.metric ?? 'error-rate',
    when: rule?.when ?? 'above',
    threshold: String(threshold),
    clearAt: String(clearAt),
    windowMinutes: String(rule?.windowMinutes ?? USUAL_WINDOW_MINUTES),
    forMinutes: String(forMinutes),
    mail: rule === undefined || rule.channels.some(({ kind }) => kind === 'mail'),
    webhook: webhook !== undefined && 'url' in webhook ? webhook.url : '',
    ntfy: ntfy !== undefined && 'url' in ntfy ? ntfy.url : '',
    token: '',
    enabled: rule?.enabled ?? true,
  };
}

function ruleOf(draft: Draft): AlertRule {
  const channels: AlertChannel[] = [
    ...(draft.mail ? [{ kind: 'mail' as const }] : []),
    ...(draft.webhook.trim() === '' ? [] : [{ kind: 'webhook' as const, url: draft.webhook.trim() }]),
    ...(draft.ntfy.trim() === '' ? [] : [{ kind: 'ntfy' as const, url: draft.ntfy.trim() }]),
  ];
  return {
    name: draft.name.trim(),
    metric: draft.metric,
    when: draft.when,
    threshold: Number(draft.threshold),
    clearAt: Number(draft.clearAt),
    windowMinutes: Number(draft.windowMinutes),
    forMinutes: Number(draft.forMinutes),
    channels,
    enabled: draft.enabled,
  };
}

/** A rule: what it watches, from where to where it tells, and whom. */
export function AlertForm({
  alert,
  onClose,
  onDone,
}: {
  alert: AlertView | undefined;
  onClose: () => void;
  onDone: (saved: AlertSaved) => void;
}) {
  const [draft, setDraft] = useState(() => draftOf(alert?.rule));
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: AlertSetInput) => api.admin.alerts.set.mutate(input),
    refresh: [admin.alerts().queryKey],
    said: () => 'The alert is saved.',
    check: ({ rule }) => ({
      ...(rule.name === '' && { 'rule.name': 'Give it a name.' }),
      ...(rule.channels.length === 0 && { 'rule.channels': 'Choose how you are told.' }),
      ...((rule.when === 'above' ? rule.clearAt > rule.threshold : rule.clearAt < rule.threshold) && {
        'rule.clearAt': 'Must not be beyond the bound it tells at.',
      }),
    }),
    onDone,
  });
  const set = (part: Partial<Draft>, ...fields: string[]) => {
    setDraft({ ...draft, ...part });
    touched(...fields);
  };
  const { unit } = METRICS[draft.metric];
  // Where each stands among the channels that are sent, by which the server names its faults.
  const webhook = `rule.channels.${draft.mail ? 1 : 0}.url`;
  const ntfy = `rule.channels.${(draft.mail ? 1 : 0) + (draft.webhook.trim() === '' ? 0 : 1)}.url`;
  const number = (label: string, field: 'threshold' | 'clearAt' | 'windowMinutes' | 'forMinutes', of: string) => (
    <Field label={`${label}${of === '' ? '' : `, ${of}`}`} error={errors[`rule.${field}`]}>
      <TextInput
        type="number"
        inputMode="decimal"
        min={0}
        step="any"
        value={draft[field]}
        onChange={({ target }) => set({ [field]: target.value }, `rule.${field}`)}
      />
    </Field>
  );
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const token = draft.token.trim();
        const known = alert === undefined ? {} : { id: alert.id, version: alert.version };
        if (!busy) submit({ ...known, rule: ruleOf(draft), ...(token !== '' && { token }) });
      }}
    >
      <div className={`dialog-body ${css.alertform}`}>
        <Field label="Name" error={errors['rule.name']}>
          <TextInput value={draft.name} maxLength={80} onChange={({ target }) => set({ name: target.value }, 'rule.name')} />
        </Field>
        <Field label="What it watches">
          <Select
            value={draft.metric}
            onChange={({ target }) => {
              const metric = METRIC_NAMES.find((one) => one === target.value) ?? draft.metric;
              const { threshold, clearAt, forMinutes } = METRICS[metric].usual;
              set({ metric, when: 'above', threshold: String(threshold), clearAt: String(clearAt), forMinutes: String(forMinutes) });
            }}
          >
            {METRIC_NAMES.map((metric) => (
              <option key={metric} value={metric}>
                {METRICS[metric].name}
              </option>
            ))}
          </Select>
        </Field>
        <div className={css.alertrow}>
          <Field label="Tells when it is">
            <Select value={draft.when} onChange={({ target }) => set({ when: target.value === 'below' ? 'below' : 'above' })}>
              <option value="above">above</option>
              <option value="below">below</option>
            </Select>
          </Field>
          {number('This', 'threshold', unit)}
          {number('Over at', 'clearAt', unit)}
        </div>
        <div className={css.alertrow}>
          {number('For', 'forMinutes', 'minutes')}
          {ALERT_METRICS[draft.metric].windowed && number('Looking back', 'windowMinutes', 'minutes')}
        </div>
        <fieldset>
          <legend className="lab">How you are told</legend>
          <Checkbox
            label="By mail, to every administrator who wants it"
            checked={draft.mail}
            onChange={({ target }) => set({ mail: target.checked }, 'rule.channels')}
          />
          <Field label="Webhook" optional error={draft.webhook.trim() === '' ? errors['rule.channels'] : errors[webhook]}>
            <TextInput
              type="url"
              placeholder="https://example.org/hook"
              value={draft.webhook}
              maxLength={500}
              onChange={({ target }) => set({ webhook: target.value }, 'rule.channels', webhook)}
            />
          </Field>
          <Field label="ntfy topic" optional error={draft.ntfy.trim() === '' ? undefined : errors[ntfy]}>
            <TextInput
              type="url"
              placeholder="https://ntfy.sh/your-topic"
              value={draft.ntfy}
              maxLength={500}
              onChange={({ target }) => set({ ntfy: target.value }, 'rule.channels', ntfy)}
            />
          </Field>
          {draft.ntfy !== '' && (
            <Field label="Token of the topic" optional hint={alert === undefined ? undefined : 'Leave it empty to keep the one there is.'}>
              <TextInput autoComplete="off" value={draft.token} maxLength={200} onChange={({ target }) => set({ token: target.value })} />
            </Field>
          )}
        </fieldset>
        <Checkbox label="Switched on" checked={draft.enabled} onChange={({ target }) => set({ enabled: target.checked })} />
        <ProblemText text={errors['']} />
      </div>
      <div className="dialog-foot">
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Saving the alert' : 'Save the alert'}
        </Button>
      </div>
    </form>
  );
}
