import type { Plan, Relaxations } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatList, readableDates } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { PricedChoice } from '../../ui/priced-choice.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Money } from '../../ui/values.tsx';
import { draftOf, fillForm } from '../trip-form/draft.ts';

/** Which wishes exclude each other, and what could be asked instead: each was planned, and all its rules hold. */
export function RelaxDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  const found = useQuery({ ...queries.relaxations(plan.id, plan.version), enabled: open });
  return (
    <Dialog open={open} onClose={onClose} title="What would work">
      {found.isPending && (
        <>
          <p className="soft">Other wishes are being planned and checked, one after the other. This takes some seconds.</p>
          <RowsSkeleton label="Other wishes are being planned" />
        </>
      )}
      <Problem title="Not found out." error={found.error} />
      {found.data !== undefined && <Choice found={found.data} onClose={onClose} />}
    </Dialog>
  );
}

function Choice({ found: { feasible, conflict, proven, relaxations }, onClose }: { found: Relaxations; onClose: () => void }) {
  const navigate = useNavigate();
  const [picked, pick] = useState<string>();
  const chosen = relaxations.find(({ label }) => label === picked) ?? relaxations[0];
  const wishes = formatList(conflict.map(({ label }) => readableDates(label)));
  return (
    <>
      <div className="stack">
        {feasible && <p>All of it can be had: planned anew, every rule holds. It is what was changed since that breaks one.</p>}
        {!feasible && conflict.length > 0 && (
          <p>
            {conflict.length === 1 ? 'This cannot be met: ' : 'These cannot all be met together: '}
            <b>{wishes}</b>.{!proven && ' Perhaps fewer of them are in the way.'}
          </p>
        )}
        {!feasible && relaxations.length === 0 && <p>Nothing smaller was found that would work. Change the wish itself.</p>}
        {relaxations.length > 0 && (
          <PricedChoice
            label={{ 'aria-label': 'What could be asked instead' }}
            chosen={chosen?.label ?? ''}
            onChoose={pick}
            options={relaxations.map(({ label, total, costDelta, overLimit }) => ({
              key: label,
              label: readableDates(label),
              delta: costDelta,
              note: (
                <>
                  <Money value={total} /> in all
                  {overLimit !== undefined && (
                    <>
                      , <Money value={overLimit} /> over your limit
                    </>
                  )}
                  . All 20 rules hold.
                </>
              ),
            }))}
          />
        )}
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>Leave it</Button>
        {chosen !== undefined && (
          <Button
            variant="primary"
            onClick={() => {
              fillForm(draftOf(chosen.request));
              void navigate({ to: '/' });
            }}
          >
            Ask for this instead
          </Button>
        )}
      </div>
    </>
  );
}
