import type { Experiment } from './wire.ts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Select, TextArea } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { admin } from './queries.ts';

/** Stops an experiment for good, with what was decided and why. */
export function StopForm({ experiment: { id, version, design }, onClose }: { experiment: Experiment; onClose: () => void }) {
  const [kept, setKept] = useState('');
  const [reason, setReason] = useState('');
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (decision: { variation?: number; reason: string }) => api.admin.experiments.stop.mutate({ id, version, decision }),
    refresh: [admin.experiment(id).queryKey, ['admin', 'experiments']],
    said: () => 'The experiment is stopped.',
    check: (decision) => ({ ...(decision.reason === '' && { 'decision.reason': 'Say why, for whoever asks next year.' }) }),
    onDone: onClose,
  });
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit({ reason: reason.trim(), ...(kept !== '' && { variation: Number(kept) }) });
      }}
    >
      <div className={`dialog-body ${css.alertform}`}>
        <p className="small">
          Everybody gets the flag’s own value again; to keep a variation, set the flag to it. The results are written down as they are now.
        </p>
        <Field label="What you keep" error={errors['decision.variation']}>
          <Select value={kept} onChange={({ target }) => setKept(target.value)}>
            <option value="">None: no one was found better</option>
            {design.variations.map(({ name }, at) => (
              <option key={name} value={at}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Why" error={errors['decision.reason'] ?? errors['decision']}>
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
