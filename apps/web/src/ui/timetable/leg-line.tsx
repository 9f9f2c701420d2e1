import {
  AirplaneIcon,
  BoatIcon,
  BusIcon,
  CarIcon,
  ClockCountdownIcon,
  type Icon,
  PersonSimpleWalkIcon,
  SubwayIcon,
  TaxiIcon,
  TrainIcon,
  TramIcon,
  WarningCircleIcon,
} from '@phosphor-icons/react';
import type { TravelMode } from '@tripmaster/contracts';
import { formatMinutes } from '../../lib/format.ts';
import { Time } from '../values.tsx';
import { distanceText, modeName } from './legs.ts';
import type { LegRow } from './rail.ts';
import css from './timetable.module.css';

const ICONS: Readonly<Record<TravelMode, Icon>> = {
  walk: PersonSimpleWalkIcon,
  metro: SubwayIcon,
  tram: TramIcon,
  bus: BusIcon,
  train: TrainIcon,
  ferry: BoatIcon,
  taxi: TaxiIcon,
  drive: CarIcon,
  flight: AirplaneIcon,
};

/** The way between two stops: mode, minutes, distance, spare minutes; one red line when it can't be done. */
export function LegLine({ row }: { row: LegRow }) {
  const { leg, state, pattern, available, leaveAt } = row;
  const Mode = ICONS[leg.mode];
  return (
    <li className={`${css.line} ${css.leg} ${css[pattern]}`}>
      <div className={css.time}>
        {leaveAt !== undefined && (
          <>
            <span className="sr">Leave at</span> <Time value={leaveAt} />
          </>
        )}
      </div>
      <div className={css.rail} />
      <div className={css.body}>
        <Mode size={18} className="flip" aria-hidden />
        <div className={css.way}>
          {leg.minutes === 0 ? (
            <span>Same place</span>
          ) : (
            <>
              <span>{modeName(leg)}</span>
              <b>
                {leg.estimated && <span className={css.about}>about </span>}
                {formatMinutes(leg.minutes)}
              </b>
            </>
          )}
          {leg.metres > 0 && <span className="num faint">{distanceText(leg.metres)}</span>}
          {state === 'fits' && leg.spareMinutes > 0 && (
            <span className={`num faint ${css.spare}`}>{formatMinutes(leg.spareMinutes)} spare</span>
          )}
          {state === 'tight' && (
            <span className={`tight ${css.fact}`}>
              <ClockCountdownIcon size={14} weight="bold" aria-hidden />
              Tight: {formatMinutes(Math.max(0, leg.spareMinutes))} to spare
            </span>
          )}
          {state === 'broken' && (
            <span className={`broken ${css.fact}`}>
              <WarningCircleIcon size={16} weight="fill" aria-hidden />
              You have {formatMinutes(available)}; it takes {leg.minutes}
            </span>
          )}
        </div>
      </div>
      <div className={css.price} />
    </li>
  );
}
