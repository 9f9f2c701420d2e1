import { ClockIcon } from '@phosphor-icons/react';
import type { Day, TripRequest } from '@tripmaster/contracts';
import { formatDate, formatWeekday } from '../../lib/format.ts';
import { Flag, Ghost } from '../../ui/marks.tsx';
import { Timetable } from '../../ui/timetable/timetable.tsx';
import { Money } from '../../ui/values.tsx';
import { dayTitle } from '../plan/words.ts';
import css from './generating.module.css';
import { type Generation, datesOf, landedTotal } from './generation.ts';

const NO_VIOLATIONS: readonly [] = [];

/** The days in order: those that landed, readable and priced; the one being written; those that wait. */
export function GenerationDays({
  request,
  generation: { days },
  running,
}: {
  request: TripRequest;
  generation: Generation;
  running: boolean;
}) {
  const { count, dates } = datesOf(request);
  const landed = new Set(days.map(({ date }) => date));
  const open =
    dates.length > 0
      ? dates.filter((date) => !landed.has(date))
      : Array.from({ length: Math.max(0, count - days.length) }, () => undefined);
  const before = days.at(-1)?.date;
  return (
    <>
      {days.map((day) => (
        <LandedDay key={day.date} day={day} latest={day.date === before} />
      ))}
      {running &&
        open.map((date, index) =>
          index === 0 ? (
            <WritingDay key={date ?? 'now'} date={date} number={days.length + 1} />
          ) : (
            <WaitingDay key={date ?? index} date={date} number={days.length + index + 1} after={open[index - 1]} />
          ),
        )}
    </>
  );
}

function LandedDay({ day, latest }: { day: Day; latest: boolean }) {
  const total = landedTotal(day);
  return (
    <details className={css.day} open={latest}>
      <summary className={css.dayhead}>
        <h2>{formatDate(day.date)}</h2>
        <p>{dayTitle(day)}</p>
        <Flag icon={ClockIcon}>Timed</Flag>
        <span className={css.sum}>{total !== undefined && <Money value={total} code={false} />}</span>
      </summary>
      <Timetable day={day} violations={NO_VIOLATIONS} arriving={latest} />
    </details>
  );
}

function dayName(date: string | undefined, number: number): string {
  return date === undefined ? `Day ${number}` : formatDate(date);
}

function WritingDay({ date, number }: { date: string | undefined; number: number }) {
  return (
    <section className={`${css.day} ${css.current}`} aria-busy="true">
      <div className={css.dayhead}>
        <h2>{dayName(date, number)}</h2>
        <p />
        <Flag>being timed</Flag>
      </div>
      {['56%', '42%'].map((width) => (
        <div key={width} className={css.ghost}>
          <Ghost width={width} />
          <Ghost width="30%" height="0.75em" />
        </div>
      ))}
    </section>
  );
}

function WaitingDay({ date, number, after }: { date: string | undefined; number: number; after: string | undefined }) {
  return (
    <section className={`${css.day} ${css.waiting}`}>
      <div className={css.dayhead}>
        <h2>{dayName(date, number)}</h2>
        <p>waits for {after === undefined ? `day ${number - 1}` : formatWeekday(after)}</p>
      </div>
    </section>
  );
}
