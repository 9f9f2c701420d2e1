import { answerCounting, useCounting } from '../lib/counting.ts';
import { Button } from './button.tsx';

/** Asks whether a visit may be counted, where the operator wants that asked; until then nothing is. */
export function CountingQuestion() {
  const { ask } = useCounting();
  if (!ask) return null;
  return (
    <aside className="counting" aria-label="Counting visits">
      <div className="wrap">
        <p>
          <b>May this visit be counted?</b> Without a cookie, an address or a name: a number that is forgotten after a day. It tells the
          operator which pages are of use.
        </p>
        <div className="answers">
          <Button size="sm" onClick={() => answerCounting(false)}>
            Don’t count it
          </Button>
          <Button size="sm" onClick={() => answerCounting(true)}>
            Count it
          </Button>
        </div>
      </div>
    </aside>
  );
}
