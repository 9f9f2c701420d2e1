import { addDays, spanOf, zoned, type Day, type Item, type Leg, type TravelMode, type Violation, type Where } from '@tripmaster/contracts';
import { distance, lasting } from '../words.ts';
import { isNight } from '../verify/timeline.ts';
import { endsText, linksOf, placeText, type Link } from './lines.ts';
import { plainLine, plainText, type Writer } from './text.ts';

export type Problem = { error: boolean; message: string };

/** How a stretch of the rail is drawn: dots walk, solid rides, stripes a train, dashes when it can't be done. */
export type LegPattern = 'walk' | 'ride' | 'train' | 'broken';

export type LegRow = {
  kind: 'leg';
  pattern: LegPattern;
  /** `Walk`. */
  mode: string;
  /** `about 12 min`. */
  minutes: string;
  /** `3.4 km`; empty on one spot. */
  distance: string;
  /** `5 min spare`, or by how much it is too long; empty when there is nothing to say. */
  spare: string;
};

export type StopRow = {
  kind: 'stop';
  /** Its number in the list and on the map; rests and nights have none. */
  number?: number;
  sign: 'visit' | 'night' | 'pause';
  start: string;
  end: string;
  /** `next day`, where it does not end on its day. */
  ends: string;
  title: string;
  fixed: boolean;
  /** A broken rule names this stop. */
  broken: boolean;
  where: string;
  /** Language of the place's own name. */
  language?: string;
  hours: string;
  notes: string;
  arrival: string;
  /** `Added by you`, `Suggested by a model`; empty for what the catalogue knows. */
  from: string;
  price: string;
  /** `free`, `estimate`, `as given`: how the price is meant; empty for a usual one. */
  basis: string;
  links: Link[];
  problems: Problem[];
  /** Its stored form could not be read. */
  damaged: boolean;
};

const MODES: Readonly<Record<TravelMode, string>> = {
  walk: 'Walk',
  metro: 'Metro',
  tram: 'Tram',
  bus: 'Bus',
  train: 'Train',
  ferry: 'Ferry',
  taxi: 'Taxi',
  drive: 'Drive',
  flight: 'Flight',
};
/** An estimate knows how far it is, not which line goes there, so it names none. */
const LINES: ReadonlySet<TravelMode> = new Set(['metro', 'tram', 'bus']);
const TRAVEL_TIME = 4;

/** What `read` gives, or nothing where a damaged document makes it fail. */
export function whole<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

export function problemOf({ severity, message }: Violation): Problem {
  return { error: severity === 'error', message: plainLine(message) };
}

/** True for what carries a number: everything but rests and the night. */
export function isNumbered(item: Item): boolean {
  return item.kind !== 'free' && !isNight(item);
}

/** A day's items as rows: each stop, with the way that leads to it before it. A damaged one is a row that says so. */
export function rowsOf(day: Day, violations: readonly Violation[], write: Writer, datesHidden = false): (LegRow | StopRow)[] {
  const ids = new Set(day.items.map(({ id }) => id));
  const told = new Map<string, Violation[]>();
  for (const violation of violations) {
    const here = violation.itemIds.filter((id) => ids.has(id));
    const at = violation.rule === TRAVEL_TIME ? here.at(-1) : here[0];
    if (at !== undefined) told.set(at, [...(told.get(at) ?? []), violation]);
  }
  let numbered = 0;
  const own = datesHidden ? { ...write, date: write.weekday, shortDate: write.weekday } : write;
  return zoned(day).flatMap(({ item, timeZone }): (LegRow | StopRow)[] => {
    const rows = whole(() => {
      const stop = stopOf(item, { date: day.date, timeZone }, told.get(item.id) ?? [], own);
      const number = isNumbered(item) ? { number: numbered + 1 } : {};
      return item.travelFromPrevious === undefined ? [{ ...stop, ...number }] : [legOf(item.travelFromPrevious), { ...stop, ...number }];
    });
    if (rows === undefined) return [DAMAGED];
    if (isNumbered(item)) numbered += 1;
    return rows;
  });
}

const DAMAGED: StopRow = {
  kind: 'stop',
  sign: 'pause',
  start: '',
  end: '',
  ends: '',
  title: 'This entry is damaged and can’t be shown.',
  fixed: false,
  broken: true,
  where: '',
  hours: '',
  notes: '',
  arrival: '',
  from: '',
  price: '',
  basis: '',
  links: [],
  problems: [],
  damaged: true,
};

function stopOf(item: Item, at: Where, violations: readonly Violation[], write: Writer): StopRow {
  const { hours, cost, costBasis, place } = item;
  const span = spanOf(item, at);
  return {
    kind: 'stop',
    sign: isNight(item) ? 'night' : item.kind === 'free' ? 'pause' : 'visit',
    start: plainLine(item.start),
    end: plainLine(item.end),
    ends: span.end.date === at.date ? '' : span.end.date === addDays(at.date, 1) ? 'next day' : write.shortDate(span.end.date),
    title: plainLine(item.title),
    fixed: item.locked,
    broken: violations.some(({ severity, rule }) => severity === 'error' && rule !== TRAVEL_TIME),
    where: placeText(item),
    ...(place?.language === undefined ? {} : { language: plainLine(place.language) }),
    hours: hours === undefined ? '' : hoursLine(hours),
    notes: plainText(item.notes ?? ''),
    arrival: endsText(item, span, write),
    from: { user: 'Added by you', model: 'Suggested by a model', catalogue: '' }[item.provenance],
    price: cost === undefined ? '' : cost.amount === 0 ? 'free' : write.amount(cost),
    basis:
      cost === undefined || costBasis === undefined || costBasis === 'usual' ? '' : { estimate: 'estimate', given: 'as given' }[costBasis],
    links: linksOf(item),
    problems: violations.map(problemOf),
    damaged: false,
  };
}

function hoursLine({ open, close }: NonNullable<Item['hours']>): string {
  const always = open === '00:00' && /^(?:24:00|00:00|23:59)$/.test(close);
  return always ? 'Always open' : `Open ${plainLine(open)}–${plainLine(close)}`;
}

function legOf(leg: Leg): LegRow {
  const { mode, minutes, metres, spareMinutes, estimated } = leg;
  const late = spareMinutes < 0;
  return {
    kind: 'leg',
    pattern: late ? 'broken' : mode === 'walk' ? 'walk' : mode === 'train' ? 'train' : 'ride',
    mode: minutes === 0 ? 'Same place' : estimated && LINES.has(mode) ? 'Public transport' : MODES[mode],
    minutes: minutes === 0 ? '' : `${estimated ? 'about ' : ''}${lasting(minutes)}`,
    distance: metres === 0 ? '' : distance(metres < 1_000 ? Math.round(metres / 10) * 10 : metres),
    spare: late
      ? `${lasting(-spareMinutes)} too long: there are ${lasting(Math.max(0, minutes + spareMinutes))}`
      : spareMinutes > 0
        ? `${lasting(spareMinutes)} spare`
        : '',
  };
}
