import { Tabs } from '@base-ui/react/tabs';
import { PencilSimpleIcon, SignpostIcon } from '@phosphor-icons/react';
import type { Item, Plan } from '@tripmaster/contracts';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatWeekday, today } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { NotFoundPage } from '../../routes/fallbacks.tsx';
import { Button } from '../../ui/button.tsx';
import { Ledger } from '../../ui/ledger/ledger.tsx';
import { PlanMap } from '../../ui/map/plan-map.tsx';
import { EditingContext } from '../../ui/timetable/editing.ts';
import type { StopFocus } from '../../ui/timetable/focus.ts';
import { MoreOfStop } from '../../ui/timetable/more.ts';
import { ViolationNote } from '../../ui/timetable/violation-note.tsx';
import { brokenStops, unplaced } from '../../ui/timetable/rail.ts';
import { FilesSection, StopFiles } from '../files/files-section.tsx';
import { Checks } from './checks.tsx';
import { ClashDialog } from './clash-dialog.tsx';
import { DayTabs, WHOLE_TRIP } from './day-tabs.tsx';
import { DaySection, RailKey } from './day-section.tsx';
import { Ideas } from './ideas.tsx';
import { Masthead } from './masthead.tsx';
import type { SharedBy } from './plan-actions.tsx';
import { PlanNotices } from './plan-notices.tsx';
import css from './plan.module.css';
import { useEditPlan } from './use-editing.ts';
import { SharedNote } from '../sharing/shared-note.tsx';
import { useLive } from './use-live.ts';
import { RelaxDialog } from './relax-dialog.tsx';
import { StopBookings } from './stop-bookings.tsx';
import { usePlanAgain } from './use-plan-again.ts';
import { dayName, openingDay, peopleOf } from './words.ts';

/** Timetable on the left, map beside it, what was checked below the map. By a link (`shared`) a plan is only read. */
export function PlanView({ plan, shared }: { plan: Plan; shared?: SharedBy }) {
  const session = useSession();
  const role = session.status === 'signed-in' && shared === undefined ? plan.role : undefined;
  const editor = role === 'editor' || role === 'owner';
  const editing = useEditPlan(plan);
  const live = useLive(plan, role !== undefined);
  const [tab, setTab] = useState(() => openingDay(plan, today()) ?? WHOLE_TRIP);
  const focus = useStopFocus();
  useWholeTripOnPaper(setTab);
  const { violations } = plan.verification;
  const broken = useMemo(() => brokenStops(violations), [violations]);
  const shown = tab === WHOLE_TRIP ? plan.days : plan.days.filter(({ date }) => date === tab);
  const [only] = shown;
  const mapName =
    shown.length === 1 && only !== undefined
      ? `Map of ${plan.datesHidden === true ? dayName(plan, only.date) : formatWeekday(only.date)}: the stops of the timetable, with its numbers`
      : 'Map of the whole trip';

  if (live.over) return <NotFoundPage />;
  return (
    <EditingContext value={editor ? editing : undefined}>
      <div className={css.plan}>
        <div className={css.column}>
          {shared !== undefined && <SharedNote plan={plan} shared={shared} />}
          <Masthead plan={plan} role={role} shared={shared} live={live} editing={editing} />
          <Ledger budget={plan.budget} people={peopleOf(plan.request.travellers)} />
          {unplaced(plan.days, violations).map((violation) => (
            <ViolationNote key={violation.id} violation={violation} />
          ))}
          {editor && violations.some(({ severity }) => severity === 'error') && <PlanAgain plan={plan} />}
          <PlanNotices plan={plan} />
          <MoreOfStop value={shared === undefined ? moreOf(plan, role !== undefined) : undefined}>
            <Tabs.Root
              value={tab}
              onValueChange={(next: unknown) => {
                if (typeof next === 'string') setTab(next);
                focus.select(undefined);
              }}
            >
              <DayTabs plan={plan} />
              <Tabs.Panel value={tab} className={css.panel}>
                {shown.map((day) => (
                  <DaySection key={day.date} day={day} plan={plan} focus={focus} dated={shown.length > 1} />
                ))}
              </Tabs.Panel>
            </Tabs.Root>
          </MoreOfStop>
          <RailKey />
          <Ideas plan={plan} />
          {role !== undefined && <FilesSection plan={plan} />}
        </div>
        <div className={css.mapcolumn}>
          <div className={css.map}>
            <PlanMap shown={shown} days={plan.days} towns={plan.destinations} broken={broken} name={mapName} focus={focus} />
          </div>
        </div>
        <Checks verification={plan.verification} undated={plan.datesHidden === true} className={css.checks ?? ''} />
      </div>
      <ClashDialog id={plan.id} question={editing.question} decide={editing.decide} />
    </EditingContext>
  );
}

/** What a stop’s detail has beside the plan: where to book, and the files of those who are on the trip. */
function moreOf(plan: Plan, on: boolean): (item: Item) => ReactNode {
  return ({ id }) => (
    <>
      <StopBookings plan={plan} itemId={id} />
      {on && <StopFiles plan={plan} itemId={id} />}
    </>
  );
}

/** Where a rule is broken: the wish again, to be asked differently. This plan stays. */
function PlanAgain({ plan }: { plan: Plan }) {
  const planAgain = usePlanAgain(plan);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p className={css.again}>
        <Button size="sm" onClick={() => setAsking(true)}>
          <SignpostIcon size={20} aria-hidden />
          What would work
        </Button>
        <Button size="sm" onClick={planAgain}>
          <PencilSimpleIcon size={20} aria-hidden />
          Change the wish
        </Button>
        <span className="small soft">This plan stays as it is.</span>
      </p>
      <RelaxDialog plan={plan} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** One stop is looked at, in the list and on the map alike. Choosing it on the map brings its line into view. */
function useStopFocus(): StopFocus {
  const [selected, select] = useState<string>();
  const [hovered, hover] = useState<string>();
  useEffect(() => {
    if (selected === undefined) return;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    document.getElementById(`stop-${selected}`)?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }, [selected]);
  return { selected, hovered, select, hover };
}

/** Paper has no tabs: printing shows every day, and the screen returns to the one that was read. */
function useWholeTripOnPaper(setTab: (change: (tab: string) => string) => void): void {
  useEffect(() => {
    let before = WHOLE_TRIP;
    const open = () =>
      flushSync(() =>
        setTab((tab) => {
          before = tab;
          return WHOLE_TRIP;
        }),
      );
    const close = () => setTab(() => before);
    window.addEventListener('beforeprint', open);
    window.addEventListener('afterprint', close);
    return () => {
      window.removeEventListener('beforeprint', open);
      window.removeEventListener('afterprint', close);
    };
  }, [setTab]);
}
