import type { Id } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { changeSentence } from './change-words.ts';
import css from './clash.module.css';
import { sidesOf } from './clash-words.ts';
import type { PlanEditing } from './use-editing.ts';

/** Others changed the same thing meanwhile: who saved what, both sides, and the choice. */
export function ClashDialog({ id, question, decide }: Pick<PlanEditing, 'question' | 'decide'> & { id: Id }) {
  return (
    <Dialog open={question !== undefined} onClose={() => decide(false)} title="Changed by others meanwhile">
      {question !== undefined && (
        <>
          <div className="stack">
            <SavedSince id={id} version={question.clashing.sending.version} />
            <ul className={css.clashes}>
              {question.clashing.clashes.map(sidesOf).map(({ about, theirs, mine }) => (
                <li key={`${about} ${mine}`}>
                  <h3>{about}</h3>
                  <dl>
                    <dt>As it is now</dt>
                    <dd className="num">{theirs}</dd>
                    <dt>As you wanted it</dt>
                    <dd className="num">{mine}</dd>
                  </dl>
                </li>
              ))}
            </ul>
            <p className="small soft">Your change is not saved yet.</p>
          </div>
          <div className="dialog-foot">
            <Button onClick={() => decide(false)}>Keep theirs</Button>
            <Button variant="primary" onClick={() => decide(true)}>
              Save mine
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** Who saved what since the version that was read, newest first. */
function SavedSince({ id, version }: { id: Id; version: number }) {
  const history = useQuery({
    queryKey: ['plans', 'history', id, 'newest'],
    queryFn: ({ signal }) => api.plans.history.query({ id, limit: 10 }, { signal }),
  });
  const since = (history.data?.items ?? []).filter((row) => row.version > version);
  return (
    <ul className={css.saved}>
      {since.map((row) => (
        <li key={row.version}>{changeSentence(row)}</li>
      ))}
    </ul>
  );
}
