import type { Plan } from '@tripmaster/contracts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Calendars } from '../settings/calendars.tsx';

/** Subscribing to a trip in a calendar program, which then keeps up with every change. */
export function CalendarDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Subscribe in a calendar">
      <div className="stack">
        <p>Your calendar program looks at this address a few times a day, so every change of the plan arrives there.</p>
        {open && <Calendars plan={plan} />}
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
