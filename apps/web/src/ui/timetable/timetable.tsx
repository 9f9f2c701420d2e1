import type { Item, Violation } from '@tripmaster/contracts';
import type { StopFocus } from './focus.ts';
import { LegLine } from './leg-line.tsx';
import { rowsOf } from './rail.ts';
import { StopLine } from './stop-line.tsx';
import css from './timetable.module.css';

type TimetableProps = {
  items: readonly Item[];
  violations: readonly Violation[];
  focus?: StopFocus;
  /** The list arrives while it is watched: its stops slide in. */ arriving?: boolean;
};

/** A day as a timetable: time, rail, place, price. Legs are rows of their own, in the rail's pattern. */
export function Timetable({ items, violations, focus, arriving = false }: TimetableProps) {
  return (
    <ol className={`${css.timetable} ${arriving ? css.arriving : ''}`}>
      {rowsOf(items, violations).map((row) =>
        row.kind === 'leg' ? (
          <LegLine key={row.key} row={row} />
        ) : (
          <StopLine key={row.key} row={row} {...(focus !== undefined && { focus })} />
        ),
      )}
    </ol>
  );
}
