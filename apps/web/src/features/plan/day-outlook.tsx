import { CaretDownIcon, CloudRainIcon, SunHorizonIcon, ThermometerSimpleIcon } from '@phosphor-icons/react';
import type { Climate, Day, Sun } from '@tripmaster/contracts';
import { formatDegrees, formatMonthName, plural } from '../../lib/format.ts';
import { TimeRange } from '../../ui/values.tsx';
import css from './outlook.module.css';

/** When it is light, and what weather is usual then: one quiet line, which opens to say who measured it. */
export function DayOutlook({ day: { sun, climate, date } }: { day: Day }) {
  if (climate === undefined) {
    return sun === undefined ? undefined : (
      <p className={css.outlook}>
        <Light sun={sun} />
      </p>
    );
  }
  return (
    <details className={css.outlook}>
      <summary>
        {sun !== undefined && <Light sun={sun} />}
        <Weather climate={climate} month={formatMonthName(date)} />
        <CaretDownIcon size={14} weight="bold" className={css.caret} aria-hidden />
      </summary>
      <p>The usual weather of the month, not a forecast. {climate.source}.</p>
    </details>
  );
}

function Light({ sun }: { sun: Sun }) {
  return (
    <span>
      <SunHorizonIcon size={16} weight="bold" aria-hidden />
      {'polar' in sun ? (
        `The sun does not ${sun.polar === 'day' ? 'set' : 'rise'}`
      ) : (
        <>
          Sun up <TimeRange start={sun.rise} end={sun.set} />
        </>
      )}
    </span>
  );
}

function Weather({ climate: { low, high, rainDays, rainMm }, month }: { climate: Climate; month: string }) {
  const rain = rainDays !== undefined ? `rain on ${plural(rainDays, 'day')}` : rainMm !== undefined ? `${rainMm} mm of rain` : undefined;
  return (
    <>
      <span>
        <ThermometerSimpleIcon size={16} weight="bold" aria-hidden />
        <span>
          {month}: usually <bdi className="num nb">{`${formatDegrees(low)} to ${formatDegrees(high)} °C`}</bdi>
        </span>
      </span>
      {rain !== undefined && (
        <span className="num">
          <CloudRainIcon size={16} weight="bold" aria-hidden />
          {rain}
        </span>
      )}
    </>
  );
}
