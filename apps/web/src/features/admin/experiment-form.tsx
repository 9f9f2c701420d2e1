import type { Experiment } from './wire.ts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { JsonField, KeyField } from './code-fields.tsx';
import { type Draft, draftOf, emptyDraft, readDraft } from './experiment-draft.ts';
import { MetricFields } from './experiment-metrics.tsx';
import { VariationFields } from './experiment-variations.tsx';
import { admin } from './queries.ts';

/** What is tried, on whom, and by what one will know. */
export function ExperimentForm({ experiment, onDone }: { experiment: Experiment | undefined; onDone: (saved: Experiment) => void }) {
  const [draft, setDraft] = useState<Draft>(() => (experiment === undefined ? emptyDraft() : draftOf(experiment)));
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (read: ReturnType<typeof readDraft>) => {
      if ('errors' in read) return Promise.reject(new Error('A draft with faults is not sent.'));
      if (experiment === undefined) return api.admin.experiments.create.mutate(read.sent);
      return api.admin.experiments.update.mutate({ id: experiment.id, version: experiment.version, ...read.sent });
    },
    refresh: [['admin', 'experiments'], ...(experiment === undefined ? [] : [admin.experiment(experiment.id).queryKey])],
    said: () => 'The draft is saved.',
    check: (read) => ('errors' in read ? read.errors : {}),
    onDone,
  });
  const set = (part: Partial<Draft>, ...fields: string[]) => {
    setDraft({ ...draft, ...part });
    touched(...fields);
  };
  return (
    <form
      ref={form}
      noValidate
      className={css.design}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit(readDraft(draft));
      }}
    >
      <Field label="Name" error={errors['design.name']}>
        <TextInput maxLength={120} value={draft.name} onChange={({ target }) => set({ name: target.value }, 'design.name')} />
      </Field>
      <Field label="What you expect" optional hint="Written before anybody has seen a figure." error={errors['design.hypothesis']}>
        <TextArea
          rows={3}
          maxLength={2_000}
          value={draft.hypothesis}
          onChange={({ target }) => set({ hypothesis: target.value }, 'design.hypothesis')}
        />
      </Field>
      <div className={css.alertrow}>
        <KeyField
          label="Key"
          hint="Its name in what is recorded."
          error={errors['key']}
          value={draft.key}
          onChange={(key) => set({ key }, 'key')}
        />
        <KeyField
          label="Flag"
          hint="Made if there is none of this name."
          error={errors['flagKey']}
          value={draft.flagKey}
          onChange={(flagKey) => set({ flagKey }, 'flagKey')}
        />
      </div>
      <VariationFields variations={draft.variations} errors={errors} onChange={(variations, ...fields) => set({ variations }, ...fields)} />
      <fieldset className={css.alertform}>
        <legend>On whom</legend>
        <p className="small soft">The others get the flag’s own value.</p>
        <div className={css.alertrow}>
          <Field label="Takes part, %" hint="Of those it aims at." error={errors['design.coverage']}>
            <TextInput
              inputMode="decimal"
              value={draft.coverage}
              onChange={({ target }) => set({ coverage: target.value }, 'design.coverage')}
            />
          </Field>
          <KeyField
            label="Namespace"
            optional
            hint="Experiments of one namespace share nobody where their ranges don’t overlap."
            error={errors['design.namespace.id']}
            most={60}
            value={draft.namespace}
            onChange={(namespace) => set({ namespace }, 'design.namespace.id')}
          />
          {draft.namespace.trim() !== '' && (
            <>
              <Field label="Its range from, %" error={errors['design.namespace.from']}>
                <TextInput
                  inputMode="decimal"
                  value={draft.from}
                  onChange={({ target }) => set({ from: target.value }, 'design.namespace.from', 'design.namespace.to')}
                />
              </Field>
              <Field label="To, %" error={errors['design.namespace.to']}>
                <TextInput
                  inputMode="decimal"
                  value={draft.to}
                  onChange={({ target }) => set({ to: target.value }, 'design.namespace.from', 'design.namespace.to')}
                />
              </Field>
            </>
          )}
        </div>
        <JsonField
          label="Condition"
          optional
          hint="JSON in GrowthBook’s form; everybody when it is empty."
          path="design.condition"
          errors={errors}
          rows={3}
          placeholder={'{ "country": "PT" }'}
          value={draft.condition}
          onChange={(condition, fields) => set({ condition }, ...fields)}
        />
      </fieldset>
      <MetricFields
        list="metrics"
        legend="Metrics"
        about="The first decides; it is counted for each from when they were first shown a variation."
        metrics={draft.metrics}
        fewest={1}
        errors={errors}
        onChange={(metrics, ...fields) => set({ metrics }, ...fields)}
      />
      <MetricFields
        list="guardrails"
        legend="Guardrails"
        about="What must not get worse."
        metrics={draft.guardrails}
        fewest={0}
        errors={errors}
        onChange={(guardrails, ...fields) => set({ guardrails }, ...fields)}
      />
      <ProblemText text={errors['']} />
      <p>
        <Button type="submit" variant={experiment === undefined ? 'primary' : 'plain'} busy={busy}>
          {busy ? 'Saving the draft' : 'Save the draft'}
        </Button>
      </p>
    </form>
  );
}
