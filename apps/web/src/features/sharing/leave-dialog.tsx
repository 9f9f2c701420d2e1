import type { Plan } from '@tripmaster/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { queries } from '../../lib/queries.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';

/** Asks before one leaves somebody else's trip: only its owner can bring one back. */
export function LeaveDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = useChange({
    call: () => api.plans.members.leave.mutate({ id: plan.id }),
    refresh: [['plans', 'list']],
    said: () => `You left “${plan.title}”.`,
    onDone: async () => {
      await navigate({ to: '/plans' });
      client.removeQueries({ queryKey: queries.plan(plan.id).queryKey });
    },
  });
  return (
    <Dialog open={open} onClose={onClose} title={`Leave “${plan.title}”?`}>
      <div className="stack">
        <p>It goes from your trips. To come back you need another invitation.</p>
        <Problem title="Not left." error={leave.error} />
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>Stay on it</Button>
        <Button variant="danger" busy={leave.isPending} onClick={() => leave.mutate(undefined)}>
          {leave.isPending ? 'Leaving' : 'Leave the trip'}
        </Button>
      </div>
    </Dialog>
  );
}
