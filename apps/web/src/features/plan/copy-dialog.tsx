import { addDays, daysBetween, type Plan } from '@tripmaster/contracts';
import { useState } from 'react';
import { fieldErrors, readFailure } from '../../lib/failure.ts';
import { plural, today } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { useDuplicatePlan } from '../plans/use-plan-acts.ts';
import css from './plan.module.css';
import { usePlanAgain } from './use-plan-again.ts';

const DAYS_A_YEAR = 364;

/** Takes a copy of a plan that begins on another day; it is checked for the new days. */
export function CopyDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  const copy = useDuplicatePlan();
  const planAgain = usePlanAgain(plan);
  const [start, setStart] = useState(() => nextStart(plan, today()));
  const refused = copy.isError ? fieldErrors(readFailure(copy.error).fields)['start'] : undefined;
  const wrong = start === '' ? 'Say when it begins.' : start < today() ? 'This day is over.' : refused;
  return (
    <Dialog open={open} onClose={onClose} title="Take a copy">
      <div className="stack">
        <p>
          All {plural(plan.days.length, 'day')} as they are, on your dates. Opening times, holidays and travel are checked anew for them.
        </p>
        <Field label="Begins on" error={wrong}>
          <TextInput type="date" min={today()} value={start} onChange={({ target }) => setStart(target.value)} />
        </Field>
        <p className="small soft">
          Other travellers, other wishes?{' '}
          <button type="button" className={css.link} onClick={planAgain}>
            Make a new plan of the same wish
          </button>
          .
        </p>
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button
          variant="primary"
          busy={copy.isPending}
          onClick={() => {
            if (start >= today()) copy.mutate({ id: plan.id, title: plan.title, start });
          }}
        >
          {copy.isPending ? 'Checking the new days' : 'Take the copy'}
        </Button>
      </div>
    </Dialog>
  );
}

/** The plan's own first day, or the same day of the week as far ahead as it takes. */
function nextStart({ days }: Plan, now: string): string {
  const first = days[0]?.date ?? now;
  return first >= now ? first : addDays(first, DAYS_A_YEAR * Math.ceil(daysBetween(first, now) / DAYS_A_YEAR));
}
