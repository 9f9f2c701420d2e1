import {
  CalendarDotsIcon,
  CalendarPlusIcon,
  DotsThreeVerticalIcon,
  DownloadSimpleIcon,
  FlagIcon,
  FileTextIcon,
  ArrowsClockwiseIcon,
  BracketsCurlyIcon,
  ClockCounterClockwiseIcon,
  CopyIcon,
  LinkIcon,
  PencilSimpleIcon,
  PrinterIcon,
  ShareNetworkIcon,
  TrashIcon,
} from '@phosphor-icons/react';
import type { Plan } from '@tripmaster/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { readFailure } from '../../lib/failure.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoices, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { useDeletePlan, useSetVisibility } from '../plans/use-plan-acts.ts';
import { VISIBILITIES } from '../plans/visibility.ts';
import { CalendarDialog } from './calendar-dialog.tsx';
import { downloadPlan } from './download.ts';
import { CopyDialog } from './copy-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ReplanDialog } from './replan-dialog.tsx';
import { usePlanAgain } from './use-plan-again.ts';
import type { PlanFormat } from './words.ts';

const FORMATS: readonly { format: PlanFormat; label: string; icon: typeof FileTextIcon }[] = [
  { format: 'md', label: 'Text (Markdown)', icon: FileTextIcon },
  { format: 'ics', label: 'Calendar (.ics)', icon: CalendarPlusIcon },
  { format: 'json', label: 'Data (JSON)', icon: BracketsCurlyIcon },
];

/** What can be done with a plan: who reads it, files, paper, delete. A reader who does not own it gets files and paper. */
export function PlanActions({ plan, own }: { plan: Plan; own: boolean }) {
  return (
    <>
      {plan.role === undefined && <MakeItYours plan={plan} />}
      {own && <ShareMenu plan={plan} />}
      <SaveMenu plan={plan} />
      {own && <CalendarButton plan={plan} />}
      {own && <MoreMenu plan={plan} />}
    </>
  );
}

/** Somebody else's plan is copied by who has an account; who has none begins with its wish. */
function MakeItYours({ plan }: { plan: Plan }) {
  const signedIn = useSession().status === 'signed-in';
  const planAgain = usePlanAgain(plan);
  const [open, setOpen] = useState<'copy' | 'report'>();
  return (
    <>
      <Button variant="primary" size="sm" onClick={signedIn ? () => setOpen('copy') : planAgain}>
        <CopyIcon size={20} aria-hidden />
        Make it your own
      </Button>
      {signedIn && (
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

function ShareMenu({ plan }: { plan: Plan }) {
  const setVisibility = useSetVisibility();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setCopied(true);
    } catch {
      toastProblem('The link could not be copied. It is in the address bar.');
    }
  };
  return (
    <>
      <Menu
        trigger={
          <>
            <ShareNetworkIcon size={20} aria-hidden />
            Share
          </>
        }
        look={{ size: 'sm' }}
        head="Who may read it"
      >
        <MenuChoices
          label="Who may read it"
          choices={VISIBILITIES}
          value={plan.visibility}
          onChange={(visibility) => setVisibility.mutate({ id: plan.id, visibility })}
        />
        {plan.visibility !== 'private' && (
          <>
            <MenuLine />
            <MenuItem icon={LinkIcon} onSelect={() => void copy()}>
              Copy the link
            </MenuItem>
          </>
        )}
      </Menu>
      <output className="sr">{copied ? 'Link copied' : ''}</output>
    </>
  );
}

function SaveMenu({ plan }: { plan: Plan }) {
  const save = (format: PlanFormat) => {
    downloadPlan(plan, format).catch((error: unknown) =>
      toastProblem(`Not saved. ${error instanceof Error ? error.message : readFailure(error).message}`),
    );
  };
  return (
    <Menu
      trigger={
        <>
          <DownloadSimpleIcon size={20} aria-hidden />
          Save as
        </>
      }
      look={{ size: 'sm' }}
    >
      {FORMATS.map(({ format, label, icon }) => (
        <MenuItem key={format} icon={icon} onSelect={() => save(format)}>
          {label}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={PrinterIcon} onSelect={() => window.setTimeout(() => window.print(), 50)}>
        Print
      </MenuItem>
    </Menu>
  );
}

/** For who is on the trip: their calendar program keeps up with it. */
function CalendarButton({ plan }: { plan: Plan }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <CalendarDotsIcon size={20} aria-hidden />
        Calendar
      </Button>
      <CalendarDialog plan={plan} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function MoreMenu({ plan }: { plan: Plan }) {
  const navigate = useNavigate();
  const planAgain = usePlanAgain(plan);
  const remove = useDeletePlan(() => void navigate({ to: '/plans' }));
  const [replanning, setReplanning] = useState(false);
  const [copying, setCopying] = useState(false);
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
        <MenuItem icon={ArrowsClockwiseIcon} onSelect={() => setReplanning(true)}>
          Plan again around what is fixed
        </MenuItem>
        <MenuItem icon={CopyIcon} onSelect={() => setCopying(true)}>
          Duplicate
        </MenuItem>
        <MenuItem icon={ClockCounterClockwiseIcon} onSelect={() => void navigate({ to: '/plans/$id/history', params: { id: plan.id } })}>
          History
        </MenuItem>
        {plan.role === 'owner' && (
          <>
            <MenuLine />
            <MenuItem
              icon={TrashIcon}
              danger
              disabled={remove.isPending}
              onSelect={() => remove.mutate({ id: plan.id, title: plan.title })}
            >
              Delete trip
            </MenuItem>
          </>
        )}
      </Menu>
      <CopyDialog plan={plan} open={copying} onClose={() => setCopying(false)} />
      <ReplanDialog plan={plan} open={replanning} onClose={() => setReplanning(false)} />
    </>
  );
}
