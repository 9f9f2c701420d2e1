import {
  CalendarDotsIcon,
  CoinsIcon,
  DotsThreeVerticalIcon,
  FileArrowUpIcon,
  FlagIcon,
  ArrowsClockwiseIcon,
  ClockCounterClockwiseIcon,
  CopyIcon,
  PencilSimpleIcon,
  ShareNetworkIcon,
  SignOutIcon,
  TrashIcon,
  UsersIcon,
} from '@phosphor-icons/react';
import type { Plan, PlanRole, SharedPlan } from '@tripmaster/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../lib/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { useDeletePlan } from '../plans/use-plan-acts.ts';
import { LeaveDialog } from '../sharing/leave-dialog.tsx';
import { PeopleDialog } from '../sharing/people-dialog.tsx';
import { ShareDialog } from '../sharing/share-dialog.tsx';
import { CalendarDialog } from './calendar-dialog.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ReplanDialog } from './replan-dialog.tsx';
import { usePlanAgain } from './use-plan-again.ts';
import { SaveMenu } from './save-menu.tsx';

/** The link by which a plan is read. */
export type SharedBy = Omit<SharedPlan, 'plan'> & { token: string };

/**
 * What can be done with a plan: who is on it, files, paper, delete; each as far as one's role goes. A reader who is not
 * on it gets files and paper.
 */
export function PlanActions({ plan, role, shared }: { plan: Plan; role: PlanRole | undefined; shared: SharedBy | undefined }) {
  return (
    <>
      {plan.role === undefined && <MakeItYours plan={plan} shared={shared} />}
      {role === 'owner' && <Share plan={plan} />}
      {(role === 'editor' || role === 'viewer') && <People plan={plan} />}
      {role !== undefined && (
        <ButtonLink size="sm" to="/plans/$id/expenses" params={{ id: plan.id }}>
          <CoinsIcon size={20} aria-hidden />
          Costs
        </ButtonLink>
      )}
      {role !== undefined && <CalendarButton plan={plan} />}
      {plan.role !== undefined && <SaveMenu plan={plan} token={shared?.token} />}
      {role !== undefined && <MoreMenu plan={plan} role={role} />}
    </>
  );
}

/** Somebody else's plan is copied by who has an account; who has none, or reads it by a link, begins with its wish. */
function MakeItYours({ plan, shared }: { plan: Plan; shared: SharedBy | undefined }) {
  const copies = useSession().status === 'signed-in' && shared === undefined;
  const planAgain = usePlanAgain(plan);
  const [open, setOpen] = useState<'copy' | 'report'>();
  return (
    <>
      <Button {...(shared === undefined && { variant: 'primary' })} size="sm" onClick={copies ? () => setOpen('copy') : planAgain}>
        <CopyIcon size={20} aria-hidden />
        Make it your own
      </Button>
      <SaveMenu plan={plan} token={shared?.token} />
      {copies && (
        <Menu
          label={`More for ${plan.title}`}
          trigger={<DotsThreeVerticalIcon size={20} weight="bold" aria-hidden />}
          look={{ size: 'sm', icon: true }}
        >
          <MenuItem icon={PencilSimpleIcon} onSelect={planAgain}>
            New plan of the same wish
          </MenuItem>
          <MenuItem icon={FlagIcon} onSelect={() => setOpen('report')}>
            Report this plan
          </MenuItem>
        </Menu>
      )}
      <CopyDialog plan={plan} open={open === 'copy'} onClose={() => setOpen(undefined)} />
      <ReportDialog id={plan.id} open={open === 'report'} onClose={() => setOpen(undefined)} />
    </>
  );
}

function Share({ plan }: { plan: Plan }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ShareNetworkIcon size={20} aria-hidden />
        Share
      </Button>
      <ShareDialog plan={plan} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function People({ plan }: { plan: Plan }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <UsersIcon size={20} aria-hidden />
        People
      </Button>
      <PeopleDialog plan={plan} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** For who is on the trip: their calendar program keeps up with it. */
function CalendarButton({ plan }: { plan: Plan }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <CalendarDotsIcon size={20} aria-hidden />
        Calendar
      </Button>
      <CalendarDialog plan={plan} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function MoreMenu({ plan, role }: { plan: Plan; role: PlanRole }) {
  const navigate = useNavigate();
  const planAgain = usePlanAgain(plan);
  const remove = useDeletePlan(() => void navigate({ to: '/plans' }));
  const [replanning, setReplanning] = useState(false);
  const [copying, setCopying] = useState(false);
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Menu
        label={`More for ${plan.title}`}
        trigger={<DotsThreeVerticalIcon size={20} weight="bold" aria-hidden />}
        look={{ size: 'sm', icon: true }}
      >
        <MenuItem icon={PencilSimpleIcon} onSelect={planAgain}>
          Change the wish
        </MenuItem>
        {role !== 'viewer' && (
          <MenuItem icon={ArrowsClockwiseIcon} onSelect={() => setReplanning(true)}>
            Plan again around what is fixed
          </MenuItem>
        )}
        {role !== 'viewer' && (
          <MenuItem icon={FileArrowUpIcon} onSelect={() => void navigate({ to: '/import', search: { into: plan.id } })}>
            Add from files or mails
          </MenuItem>
        )}
        <MenuItem icon={CopyIcon} onSelect={() => setCopying(true)}>
          Duplicate
        </MenuItem>
        <MenuItem icon={ClockCounterClockwiseIcon} onSelect={() => void navigate({ to: '/plans/$id/history', params: { id: plan.id } })}>
          History
        </MenuItem>
        <MenuLine />
        {role === 'owner' ? (
          <MenuItem icon={TrashIcon} danger disabled={remove.isPending} onSelect={() => remove.mutate({ id: plan.id, title: plan.title })}>
            Delete trip
          </MenuItem>
        ) : (
          <MenuItem icon={SignOutIcon} danger onSelect={() => setLeaving(true)}>
            Leave the trip
          </MenuItem>
        )}
      </Menu>
      <CopyDialog plan={plan} open={copying} onClose={() => setCopying(false)} />
      <ReplanDialog plan={plan} open={replanning} onClose={() => setReplanning(false)} />
      <LeaveDialog plan={plan} open={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}
