import type { WayOut } from '@tripmaster/contracts';
import { useId, useState } from 'react';
import { readableDates } from '../../lib/format.ts';
import { Button } from '../button.tsx';
import { PricedChoice } from '../priced-choice.tsx';
import { useEditing } from './editing.ts';
import css from './violation.module.css';

/** Operations that mend a violation, smallest change first: to choose from where the plan is one's own, else to read. */
export function WaysOut({ ways }: { ways: readonly WayOut[] }) {
  const editing = useEditing();
  const title = useId();
  const [picked, pick] = useState<string>();
  // The ways change under the choice when the plan is checked anew.
  const chosen = ways.find(({ label }) => label === picked) ?? ways[0];
  if (chosen === undefined) return null;
  const options = ways.map(({ label, costDelta, consequence }) => ({
    key: label,
    label: readableDates(label),
    delta: costDelta,
    note: readableDates(consequence),
  }));
  return (
    <>
      <p className={css.label} id={title}>
        Ways out, smallest change first
      </p>
      <PricedChoice
        options={options}
        label={{ 'aria-labelledby': title }}
        chosen={chosen.label}
        {...(editing !== undefined && { onChoose: pick })}
      />
      {editing !== undefined && (
        <p className={css.act}>
          <Button
            variant="primary"
            busy={editing.busy}
            onClick={() => editing.apply(chosen.operations, `Done: ${readableDates(chosen.label)}.`)}
          >
            {editing.busy ? 'Saving' : readableDates(chosen.label)}
          </Button>
        </p>
      )}
    </>
  );
}
