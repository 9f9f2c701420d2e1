import type { WayOut } from '@tripmaster/contracts';
import { useId, useState } from 'react';
import { readableDates } from '../../lib/format.ts';
import { Button } from '../button.tsx';
import { deltaText } from '../ledger/amount.ts';
import { type Editing, useEditing } from './editing.ts';
import css from './violation.module.css';

/** Operations that mend a violation, smallest change first: to choose from where the plan is one's own, else to read. */
export function WaysOut({ ways }: { ways: readonly WayOut[] }) {
  const editing = useEditing();
  const label = useId();
  const [first] = ways;
  if (first === undefined) return null;
  return (
    <>
      <p className={css.label} id={label}>
        Ways out, smallest change first
      </p>
      {editing === undefined ? (
        <ol className={`card ${css.ways}`} aria-labelledby={label}>
          {ways.map((way) => (
            <li key={way.label} className={css.way}>
              <Words way={way} />
            </li>
          ))}
        </ol>
      ) : (
        <Choice ways={ways} first={first} label={label} editing={editing} />
      )}
    </>
  );
}

function Choice({ ways, first, label, editing }: { ways: readonly WayOut[]; first: WayOut; label: string; editing: Editing }) {
  const name = useId();
  const [picked, pick] = useState(first.label);
  // The ways change under the choice when the plan is checked anew.
  const chosen = ways.find((way) => way.label === picked) ?? first;
  return (
    <>
      <div className={`card ${css.ways}`} role="radiogroup" aria-labelledby={label}>
        {ways.map((way) => (
          <label key={way.label} className={`${css.way} ${css.choice}`}>
            <input type="radio" name={name} checked={way === chosen} onChange={() => pick(way.label)} />
            <Words way={way} />
          </label>
        ))}
      </div>
      <p className={css.act}>
        <Button
          variant="primary"
          busy={editing.busy}
          onClick={() => editing.apply(chosen.operations, `Done: ${readableDates(chosen.label)}.`)}
        >
          {editing.busy ? 'Saving' : readableDates(chosen.label)}
        </Button>
      </p>
    </>
  );
}

function Words({ way: { label, costDelta, consequence } }: { way: WayOut }) {
  return (
    <>
      <b>{readableDates(label)}</b>
      <bdi className={css.delta}>{deltaText(costDelta)}</bdi>
      <small>{readableDates(consequence)}</small>
    </>
  );
}
