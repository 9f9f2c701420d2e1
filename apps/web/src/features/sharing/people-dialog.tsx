import type { Plan } from '@tripmaster/contracts';
import { Dialog } from '../../ui/dialog.tsx';
import { PeopleList } from './people-list.tsx';

/** Who else is on the trip, for those whom its owner asked onto it. */
export function PeopleDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="On this trip">
      <PeopleList planId={plan.id} />
    </Dialog>
  );
}
