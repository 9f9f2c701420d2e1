import { InfoIcon } from '@phosphor-icons/react';
import type { Plan, PlanProposal } from '@tripmaster/contracts';
import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { plural, readableDates } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { Note } from '../../ui/marks.tsx';
import { Problem } from '../../ui/problem.tsx';
import { readVerification, sealHeadline } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { useEditing } from '../../ui/timetable/editing.ts';
import { Changes } from './changes.tsx';
import css from './replan.module.css';

const LONGEST = 1_000;

/** Plans the trip again around what is fixed, and shows what would change before anything is saved. */
export function ReplanDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  const replan = useReplan(plan);
  const close = () => {
    replan.reset();
    onClose();
  };
  const fixed = plan.days.reduce((count, { items }) => count + items.filter(({ locked }) => locked).length, 0);
  return (
    <Dialog open={open} onClose={close} title="Plan again around what is fixed">
      {replan.data === undefined ? (
        <AskForm fixed={fixed} replan={replan} />
      ) : (
        <Proposal proposal={replan.data} onClose={close} onBack={replan.reset} />
      )}
    </Dialog>
  );
}

function useReplan({ id, version }: Plan) {
  return useMutation({
    networkMode: 'always',
    mutationFn: (instructions: string) => api.plans.replan.mutate({ id, version, keep: [], ...(instructions !== '' && { instructions }) }),
    onSuccess: ({ diff }) => announce(`A proposal is ready: ${plural(diff.items.length, 'stop')} would change.`),
  });
}

function AskForm({ fixed, replan }: { fixed: number; replan: ReturnType<typeof useReplan> }) {
  const [text, setText] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    replan.mutate(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <div className="stack">
        <p>
          {fixed === 0
            ? 'Nothing is fixed yet, so everything may change. Open a stop and press “Keep it fixed” to keep it.'
            : `${plural(fixed, 'fixed stop stays', 'fixed stops stay')} as they are. Everything else may change.`}
        </p>
        <Field label="What should be different" optional hint="For example: fewer museums, a slower pace, more food.">
          <TextArea rows={3} maxLength={LONGEST} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        <Problem title="Not planned." error={replan.error} />
      </div>
      <div className="dialog-foot">
        <Button type="submit" variant="primary" busy={replan.isPending}>
          {replan.isPending ? 'Planning' : 'Show me a proposal'}
        </Button>
      </div>
    </form>
  );
}

function Proposal({
  proposal: { plan, diff, operations, notices },
  onClose,
  onBack,
}: {
  proposal: PlanProposal;
  onClose: () => void;
  onBack: () => void;
}) {
  const editing = useEditing();
  const reading = readVerification(plan.verification);
  // The button that asked is gone; reading goes on at what came of it.
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <>
      <div className="stack">
        <p className={css.seal} ref={head} tabIndex={-1}>
          <Seal reading={reading} size={56} />
          <b>{sealHeadline(reading)}</b>
        </p>
        {notices.map(({ message }) => (
          <Note key={message} icon={InfoIcon}>
            {readableDates(message)}
          </Note>
        ))}
        <Changes diff={diff} />
      </div>
      <div className="dialog-foot">
        <Button onClick={onBack}>Ask differently</Button>
        <Button
          variant="primary"
          aria-disabled={operations.length === 0 || undefined}
          onClick={() => {
            if (operations.length === 0) return;
            editing?.apply(operations, 'Planned again.');
            onClose();
          }}
        >
          Take this plan
        </Button>
      </div>
    </>
  );
}
