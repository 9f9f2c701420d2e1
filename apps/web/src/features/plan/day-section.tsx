import { CheckIcon } from '@phosphor-icons/react';
import type { Day, Plan } from '@tripmaster/contracts';
import { formatWeekday } from '../../lib/format.ts';
import { FixedMark, ProvenanceMark } from '../../ui/provenance/mark.tsx';
import { travelText } from '../../ui/timetable/legs.ts';
import type { StopFocus } from '../../ui/timetable/focus.ts';
import { Timetable } from '../../ui/timetable/timetable.tsx';
import { Money } from '../../ui/values.tsx';
import { DayOutlook } from './day-outlook.tsx';
import css from './plan.module.css';
import { dayName, dayTitle, dayTotal, nightTotal, stopsText } from './words.ts';

/** One day: what it is about, its timetable, what it adds up to. `dated` where several days follow each other. */
export function DaySection({ day, plan, focus, dated }: { day: Day; plan: Plan; focus: StopFocus; dated: boolean }) {
  const { currency } = plan.budget.total;
  const total = dayTotal(day, currency);
  const night = nightTotal(day, currency);
  const travel = travelText(day.items);
  return (
    <section className={css.daysection} aria-label={dayName(plan, day.date)}>
      <div className={css.dayhead}>
        <h2>
          {dated && <span className={css.daydate}>{dayName(plan, day.date)}</span>} {dayTitle(day)}
        </h2>
        <p className="num">{[stopsText(day), travel].filter((part) => part !== '').join(' · ')}</p>
        <DayOutlook day={day} />
      </div>
      {day.items.length === 0 ? (
        <p className="soft">Nothing is planned on this day.</p>
      ) : (
        <Timetable day={day} violations={plan.verification.violations} focus={focus} />
      )}
      <p className={css.dayend}>
        <span>
          {formatWeekday(day.date)}
          {night !== undefined && (
            <>
              , with one night at <Money value={night} />
            </>
          )}
        </span>
        {total === undefined ? <span className="soft">no prices known</span> : <Money value={total} code={false} />}
      </p>
    </section>
  );
}

/** What the signs on the rail mean. */
export function RailKey() {
  return (
    <p className={css.key}>
      <span>
        <CheckIcon size={14} weight="bold" className="ok" aria-hidden />
        hours checked against your visit
      </span>
      <ProvenanceMark provenance="user" />
      <ProvenanceMark provenance="catalogue" />
      <ProvenanceMark provenance="model" />
      <FixedMark explained />
    </p>
  );
}
