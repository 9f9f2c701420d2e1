import type { Experiment, FlagView } from './wire.ts';
import { InfoIcon, ScalesIcon } from '@phosphor-icons/react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Select, TextArea } from '../../ui/field.tsx';
import { Note } from '../../ui/marks.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { outcomeOf } from './experiment-outcome.ts';
import { admin } from './queries.ts';

const NONE = 'none';

/** Stops an experiment for good, with what is gone on with and why. The flag is read first, so that it can be said what becomes of it. */
export function StopForm({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const { data, error, refetch } = useQuery(admin.flag(experiment.flagKey));
  if (data !== undefined) return <Form experiment={experiment} flag={data} onClose={onClose} />;
  return (
    <div className="dialog-body">
      {error === null ? (
        <RowsSkeleton label="The flag is loading" />
      ) : (
        <ErrorState title="The flag could not be read." error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}

function Form({ experiment, flag, onClose }: { experiment: Experiment; flag: FlagView; onClose: () => void }) {
  const { id, version, flagKey, design } = experiment;
  const client = useQueryClient();
  const recommendation = useQuery(admin.results(id)).data?.recommendation;
  const [choice, setChoice] = useState('');
  const [reason, setReason] = useState('');
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: async ({ choice: chosen, reason: why }: { choice: string; reason: string }) => {
      const decision = { reason: why, ...(chosen !== NONE && { variation: Number(chosen) }) };
      try {
        return await api.admin.experiments.stop.mutate({ id, version, flagVersion: flag.version, decision });
      } catch (error) {
        // What is said of the flag below may be what is out of date.
        if (readFailure(error).code === 'conflict') void client.invalidateQueries({ queryKey: admin.flag(flagKey).queryKey });
        throw error;
      }
    },
    refresh: [admin.experiment(id).queryKey, ['admin', 'experiments'], ['admin', 'flags'], admin.flag(flagKey).queryKey],
    said: () => 'The experiment is stopped.',
    check: ({ choice: chosen, reason: why }) => ({
      ...(chosen === '' && { 'decision.variation': 'Choose what everybody gets from now on.' }),
      ...(why === '' && { 'decision.reason': 'Say why, for whoever asks next year.' }),
    }),
    onDone: onClose,
  });
  const outcome = choice === '' ? [] : outcomeOf(experiment, flag, choice === NONE ? undefined : Number(choice));
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit({ choice, reason: reason.trim() });
      }}
    >
      <div className={`dialog-body ${css.alertform}`}>
        {recommendation !== undefined && (
          <Note icon={ScalesIcon}>
            <b>{recommendation.variation === undefined ? 'No variation is recommended.' : 'By the results so far:'}</b>{' '}
            {recommendation.text}
          </Note>
        )}
        <Field label="What to go on with" error={errors['decision.variation']}>
          <Select
            value={choice}
            onChange={({ target }) => {
              setChoice(target.value);
              touched('decision.variation');
            }}
          >
            <option value="" disabled>
              Choose one
            </option>
            {design.variations.map(({ name }, at) => (
              <option key={name} value={at}>
                {name}
                {at === recommendation?.variation && ' (recommended)'}
              </option>
            ))}
            <option value={NONE}>None: keep the flag as it is</option>
          </Select>
        </Field>
        {outcome.length > 0 && (
          <Note icon={InfoIcon} live>
            {outcome.map((sentence) => (
              <p key={sentence} className={css.outcome}>
                {sentence}
              </p>
            ))}
          </Note>
        )}
        <Field label="Why" error={errors['decision.reason'] ?? errors['decision']} hint="Kept with the results as they are now.">
          <TextArea
            rows={4}
            maxLength={2_000}
            value={reason}
            onChange={({ target }) => {
              setReason(target.value);
              touched('decision.reason', 'decision');
            }}
          />
        </Field>
        <ProblemText text={errors['']} />
      </div>
      <div className="dialog-foot">
        <Button variant="quiet" onClick={onClose}>
          Let it run
        </Button>
        <Button type="submit" variant="danger" busy={busy}>
          {busy ? 'Stopping it' : 'Stop the experiment'}
        </Button>
      </div>
    </form>
  );
}
