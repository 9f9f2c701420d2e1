import {
  CalendarPlusIcon,
  CoinsIcon,
  DotsThreeVerticalIcon,
  DownloadSimpleIcon,
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
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Menu, MenuChoices, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { useDeletePlan, useSetVisibility } from '../plans/use-plan-acts.ts';
import { VISIBILITIES } from '../plans/visibility.ts';
import { downloadPlan } from './download.ts';
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
      {own && (
        <ButtonLink size="sm" to="/plans/$id/expenses" params={{ id: plan.id }}>
          <CoinsIcon size={20} aria-hidden />
          Costs
        </ButtonLink>
      )}
      <SaveMenu plan={plan} />
      {own && <MoreMenu plan={plan} />}
    </>
  );
}

function MakeItYours({ plan }: { plan: Plan }) {
  const planAgain = usePlanAgain(plan);
  return (
    <Button variant="primary" size="sm" onClick={planAgain}>
      <CopyIcon size={20} aria-hidden />
      Make it your own
    </Button>
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

function MoreMenu({ plan }: { plan: Plan }) {
  const navigate = useNavigate();
  const planAgain = usePlanAgain(plan);
  const remove = useDeletePlan(() => void navigate({ to: '/plans' }));
  const [replanning, setReplanning] = useState(false);
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
        <MenuItem icon={ClockCounterClockwiseIcon} onSelect={() => void navigate({ to: '/plans/$id/history', params: { id: plan.id } })}>
          History
        </MenuItem>
        <MenuLine />
        <MenuItem icon={TrashIcon} danger disabled={remove.isPending} onSelect={() => remove.mutate({ id: plan.id, title: plan.title })}>
          Delete trip
        </MenuItem>
      </Menu>
      <ReplanDialog plan={plan} open={replanning} onClose={() => setReplanning(false)} />
    </>
  );
}
