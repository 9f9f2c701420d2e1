import type { Day, Violation } from '@tripmaster/contracts';
import type { StopFocus } from './focus.ts';
import { journeysOf } from './journeys.ts';
import { LegLine } from './leg-line.tsx';
import { rowsOf } from './rail.ts';
import { StopLine } from './stop-line.tsx';
import css from './timetable.module.css';

type TimetableProps = {
  day: Pick<Day, 'date' | 'timeZone' | 'items'>;
  violations: readonly Violation[];
  focus?: StopFocus;
  /** The list arrives while it is watched: its stops slide in. */ arriving?: boolean;
};

/** A day as a timetable: time, rail, place, price. Legs are rows of their own, in the rail's pattern. */
export function Timetable({ day, violations, focus, arriving = false }: TimetableProps) {
  const journeys = journeysOf(day);
  return (
    <ol className={`${css.timetable} ${arriving ? css.arriving : ''}`}>
      {rowsOf(day.items, violations).map((row) =>
        row.kind === 'leg' ? (
          <LegLine key={row.key} row={row} />
        ) : (
          <StopLine key={row.key} row={row} journey={journeys.get(row.item.id)} {...(focus !== undefined && { focus })} />
        ),
      )}
    </ol>
  );
}
