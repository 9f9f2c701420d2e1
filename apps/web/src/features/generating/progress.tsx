import type { TripRequest } from '@tripmaster/contracts';
import { formatWeekday, plural } from '../../lib/format.ts';
import { classNames } from '../../lib/class-names.ts';
import css from './generating.module.css';
import { datesOf, stretches } from './generation.ts';
import type { Making } from './use-generation.ts';

/** What is being done and how far it is: one stretch of the bar a day. Each day's arrival is read out. */
export function Progress({ request, making: { generation, state } }: { request: TripRequest; making: Making }) {
  const { percent, doing, days } = generation;
  const { count } = datesOf(request);
  const last = days.at(-1);
  return (
    <div className={css.progress}>
      <div className={css.doing}>
        <b>{state === 'running' ? doing : state === 'failed' ? 'Not made' : 'Stopped'}</b>
        <span className="num soft">
          {days.length} of {plural(count, 'day')} timed
        </span>
      </div>
      <progress className="sr" value={percent} max={100} aria-label="Plan" />
      <div className={css.track} aria-hidden>
        {stretches(percent, count).map((part, index) => (
          <span key={index}>
            <i className={classNames(part < 1 && css.partial)} style={{ inlineSize: `${part * 100}%` }} />
          </span>
        ))}
      </div>
      <output className="sr">{last !== undefined && `${formatWeekday(last.date)} is ready, ${plural(last.items.length, 'line')}.`}</output>
    </div>
  );
}
