import { CrosshairIcon, MinusIcon, PlusIcon } from '@phosphor-icons/react';
import type { Day } from '@tripmaster/contracts';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { unnumberedKind } from '../timetable/rail.ts';
import { UNNUMBERED } from '../timetable/signs.ts';
import type { StopFocus } from '../timetable/focus.ts';
import { Ground, RouteLines, ScaleBar } from './drawing.tsx';
import { type Box, placeLabels, shortName } from './labels.ts';
import css from './map.module.css';
import { type Coordinates, type Point, type Size, type View, core, fit, spread, toEdge, toMetres, toPixels } from './project.ts';
import { type Pin, areasOf, between, middle, pinsOf, stretchesOf } from './routes.ts';
import { useMapView, useSize } from './use-map-view.ts';

const MARGIN = 64;
const PIN = 26;
/** Up to this height in pixels the map is a strip. */
const STRIP = 260;
const EMPTY: Size = { width: 500, height: 400 };

type PlanMapProps = {
  /** The day that is read, or all. */ shown: readonly Day[];
  /** All days, for the ground. */ days: readonly Day[];
  /** Named and joined where all days are shown. */ towns: readonly (Coordinates & { name: string })[];
  broken: ReadonlySet<string>;
  name: string;
  focus: StopFocus;
};

/**
 * The plan's map, drawn from the plan alone: stops with the list's numbers, ways by mode, quarters by name, a
 * scale. It needs no network and no tiles; streets are one link away in each stop's detail.
 */
export function PlanMap({ shown, days, towns, broken, name, focus }: PlanMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const measured = useSize(frame);
  const size = measured ?? EMPTY;
  const single = shown.length === 1;
  const { pins, origin, home, homeKey } = useMemo(() => lay(shown, broken, size), [shown, broken, size]);
  const { view, onKeyDown, drag, zoomIn, zoomOut, goHome, show } = useMapView(home, homeKey);
  /** Only choosing a stop moves the map; moving the map chooses nothing. */
  const bringIntoView = useEffectEvent((selected: string) => {
    const chosen = pins.find(({ items }) => items.includes(selected));
    if (chosen === undefined || !toEdge(toPixels(toMetres(chosen.at, origin), view, size), size, PIN).outside) return;
    show(showing([chosen, ...pins.filter(({ kind }) => kind !== 'transfer')], origin, size));
  });
  useEffect(() => {
    if (focus.selected !== undefined) bringIntoView(focus.selected);
  }, [focus.selected]);
  const place = (at: Coordinates) => toPixels(toMetres(at, origin), view, size);
  const edge = (at: Coordinates) => toEdge(place(at), size, PIN);
  const spots = pins.map((pin) => edge(pin.at));
  const apart = single ? spread(spots, PIN + 4) : spots;
  const placed = pins.map((pin, index) => ({
    pin,
    x: apart[index]?.x ?? 0,
    y: apart[index]?.y ?? 0,
    outside: spots[index]?.outside ?? false,
  }));
  const looked = focus.hovered ?? focus.selected;
  const lit = placed.find(({ pin }) => looked !== undefined && pin.items.includes(looked));
  // On a strip there is room for one name; in a trip's overview a name needs its day.
  const all = single && size.height > STRIP ? placed : [];
  const named = [...placed.filter((one) => one === lit), ...all.filter((one) => one !== lit)].flatMap(({ pin, x, y }) => {
    const text = pin.id === lit?.pin.id ? pin.name : pin.label;
    return text === undefined ? [] : [{ id: pin.id, text: shortName(text), at: { x, y } }];
  });
  if (!single) named.push(...towns.map((town) => ({ id: `town-${town.name}`, text: town.name, at: place(town) })));
  const quarters = areasOf(days).map(({ name: area, at }) => ({ id: area, text: area.toLocaleUpperCase(), at: place(at) }));
  const labels = placeLabels(named, quarters, apart, size, coveredBy(size));
  const modes = new Set(shown.flatMap((day) => stretchesOf(day.items).map(({ pattern }) => pattern)));

  return (
    <section data-map="" className={css.map} ref={frame} aria-label={name}>
      <div className={css.surface} {...drag}>
        {measured !== undefined && (
          <svg width={size.width} height={size.height} aria-hidden>
            <Ground view={view} size={size} areas={labels.quarters} />
            {shown.map((day) => (
              <RouteLines key={day.date} stretches={stretchesOf(day.items)} place={edge} />
            ))}
            {!single && <RouteLines stretches={between(towns)} place={place} />}
            {labels.stops.map((label) => (
              <text key={label.id} className={css.name} x={label.x} y={label.y} textAnchor={label.anchor}>
                {label.text}
              </text>
            ))}
          </svg>
        )}
      </div>
      {measured !== undefined &&
        placed.map(({ pin, x, y, outside }) =>
          single || pin.id === lit?.pin.id ? (
            <PinButton key={pin.id} pin={pin} x={x} y={y} outside={outside} lit={pin.id === lit?.pin.id} focus={focus} />
          ) : (
            <span
              key={pin.id}
              className={classNames(css.dot, pin.broken && css.broken)}
              style={{ insetInlineStart: x, insetBlockStart: y }}
            />
          ),
        )}
      <div className={css.controls}>
        <button type="button" aria-label="Zoom in" onClick={zoomIn} onKeyDown={onKeyDown}>
          <PlusIcon size={20} aria-hidden />
        </button>
        <button type="button" aria-label="Zoom out" onClick={zoomOut} onKeyDown={onKeyDown}>
          <MinusIcon size={20} aria-hidden />
        </button>
        <button type="button" aria-label={single ? 'Show the whole day' : 'Show the whole trip'} onClick={goHome} onKeyDown={onKeyDown}>
          <CrosshairIcon size={20} aria-hidden />
        </button>
      </div>
      <div className={css.key}>
        {modes.has('walk') && <KeyEntry pattern="walk" text="Walk" />}
        {modes.has('ride') && <KeyEntry pattern="ride" text="Public transport, road" />}
        {modes.has('train') && <KeyEntry pattern="train" text="Train" />}
        <ScaleBar view={view} />
      </div>
    </section>
  );
}

function lay(shown: readonly Day[], broken: ReadonlySet<string>, size: Size) {
  const pins = shown.flatMap((day) => pinsOf(day.items, broken));
  const origin = middle(pins.map((pin) => pin.at));
  const metres = (gates: boolean) => pins.filter(({ kind }) => (kind === 'transfer') === gates).map((pin) => toMetres(pin.at, origin));
  return { pins, origin, home: framed(core(metres(false), metres(true)), size), homeKey: shown.map((day) => day.date).join() };
}

/** The view of all these pins, near and far. */
function showing(pins: readonly Pin[], origin: Coordinates, size: Size): View {
  return framed(
    pins.map((pin) => toMetres(pin.at, origin)),
    size,
  );
}

function framed(points: readonly Point[], size: Size): View {
  const covered = size.height > STRIP ? { right: 56, bottom: 24 } : { right: 0, bottom: 36 };
  return fit(points, size, Math.min(MARGIN, size.height / 5), covered);
}

/** Where the buttons and the key lie. */
function coveredBy({ width, height }: Size): Box[] {
  const key = { left: 0, top: height - 50, right: width * 0.7, bottom: height };
  return height > STRIP ? [key, { left: width - 64, top: 0, right: width, bottom: 152 }] : [{ ...key, top: height - 44, right: width }];
}

function KeyEntry({ pattern, text }: { pattern: 'walk' | 'ride' | 'train'; text: string }) {
  return (
    <span>
      <i className={css[`key-${pattern}`]} />
      {text}
    </span>
  );
}

type PinButtonProps = { pin: Pin; x: number; y: number; outside: boolean; lit: boolean; focus: StopFocus };

function PinButton({ pin, x, y, outside, lit, focus }: PinButtonProps) {
  const Sign = UNNUMBERED[unnumberedKind(pin)];
  const chosen = focus.selected !== undefined && pin.items.includes(focus.selected);
  return (
    <button
      type="button"
      className={classNames(css.pin, pin.broken && css.broken, outside && css.outside, lit && css.lit)}
      style={{ insetInlineStart: x, insetBlockStart: y }}
      aria-label={`${pin.number ?? ''} ${pin.name}, ${pin.start}${outside ? ', outside the map' : ''}`.trim()}
      aria-pressed={chosen}
      onClick={() => focus.select(chosen ? undefined : pin.id)}
      onPointerEnter={() => focus.hover(pin.id)}
      onPointerLeave={() => focus.hover(undefined)}
      onFocus={() => focus.hover(pin.id)}
      onBlur={() => focus.hover(undefined)}
    >
      {pin.number ?? <Sign size={15} weight="bold" aria-hidden />}
    </button>
  );
}
