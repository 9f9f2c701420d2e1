import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { apart, ticksOf } from './layout.ts';
import css from './chart.module.css';

/** One line: a value for each step, `null` where there is none. `band` is drawn around it: from and to. */
export type Series = {
  name: string;
  values: readonly (number | null)[];
  tone: 'coach' | 'seal' | 'food' | 'activities' | 'transport';
  band?: readonly (readonly [number, number] | null)[];
};

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 246, 56, 132, 20, 210];
const LABEL_PX = 17;
/** What has room beside the chart; the whole name is read in the line above it, and in the table. */
const LABEL_CHARACTERS = 19;

/** On narrow screens the newest is seen first; the older days lie to the left. */
function toEnd(element: HTMLElement | null): void {
  if (element !== null) element.scrollLeft = element.scrollWidth;
}

/**
 * Values over steps, zero-based, with the names at the lines' ends. A step is read by pointing at it, or with the
 * arrow keys; all of it stands in a table below. What is missing is a gap.
 */
export function LineChart({
  label,
  steps,
  series,
  format,
  /** The word for a step: the first column of the table. */
  step = 'Day',
}: {
  label: string;
  steps: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  step?: string;
}) {
  const [chosen, setAt] = useState<number>();
  // Fewer steps may have come since.
  const at = chosen === undefined ? undefined : Math.min(chosen, steps.length - 1);
  const title = useId();
  const highest = Math.max(
    0,
    ...series.flatMap(({ values, band }) => [...values, ...(band ?? []).map((pair) => pair?.[1] ?? null)]).map((value) => value ?? 0),
  );
  const lowest = Math.min(
    0,
    ...series.flatMap(({ values, band }) => [...values, ...(band ?? []).map((pair) => pair?.[0] ?? null)]).map((value) => value ?? 0),
  );
  const y = scaleLinear()
    .domain([lowest, highest === lowest ? lowest + 1 : highest])
    .nice(4)
    .range([BOTTOM, TOP]);
  // Of names that come out the same, as cents do below a cent, one is enough.
  const ticks = y.ticks(4).filter((tick, index, all) => all.findIndex((other) => format(other) === format(tick)) === index);
  const last = Math.max(1, steps.length - 1);
  const x = (index: number) => LEFT + (index / last) * (WIDTH - LEFT - RIGHT);
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? 0));
  const bandPath = area<readonly [number, number] | null>()
    .defined((pair) => pair !== null)
    .x((_, index) => x(index))
    .y0((pair) => y(pair?.[0] ?? 0))
    .y1((pair) => y(pair?.[1] ?? 0));
  const ends = apart(
    series
      .map(({ values }) => {
        const index = values.findLastIndex((value) => value !== null);
        return { index, value: values[index] ?? null };
      })
      .map(({ index, value }) => ({ index, value, y: value === null ? BOTTOM : y(value) })),
    LABEL_PX,
    BOTTOM,
  );

  const near = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * WIDTH;
    setAt(Math.max(0, Math.min(steps.length - 1, Math.round(((place - LEFT) / (WIDTH - LEFT - RIGHT)) * last))));
  };
  const byKey = (event: KeyboardEvent<HTMLElement>) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === 'Escape') setAt(undefined);
    if (move === undefined) return;
    event.preventDefault();
    const from = at ?? (move < 0 ? steps.length : -1);
    setAt(Math.max(0, Math.min(steps.length - 1, from + move)));
  };

  if (series.every(({ values }) => values.every((value) => value === null)))
    return <p className="small soft">There is nothing to draw yet.</p>;

  return (
    <figure className={css.figure}>
      <figcaption className="sr" id={title}>
        {label}
      </figcaption>
      <output className={classNames('small num', css.read)}>
        {at === undefined ? (
          <span className="soft only-desk">Point at the chart, or use the arrow keys, to read a {step.toLowerCase()}.</span>
        ) : (
          <>
            <b>{steps[at]}</b>
            {series.map(({ name, values }) => {
              const value = values[at] ?? null;
              return <span key={name}>{`${name} ${value === null ? 'not known' : format(value)}`}</span>;
            })}
          </>
        )}
      </output>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- what scrolls has to be reached by the keyboard, and is read by it */}
      <section ref={toEnd} className={css.scroll} tabIndex={0} aria-labelledby={title} onKeyDown={byKey} onBlur={() => setAt(undefined)}>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          aria-hidden="true"
          onPointerMove={near}
          onPointerDown={near}
          onPointerLeave={() => setAt(undefined)}
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className={css.grid} />
              <text x={LEFT - 10} y={y(tick) + 4.5} textAnchor="end">
                {format(tick)}
              </text>
            </g>
          ))}
          {ticksOf(steps.length).map((index) => (
            <text key={index} x={x(index)} y={236} textAnchor={index === 0 ? 'start' : 'middle'}>
              {steps[index]}
            </text>
          ))}
          {at !== undefined && <line x1={x(at)} x2={x(at)} y1={TOP} y2={BOTTOM} className={css.cursor} />}
          {series.map(({ name, values, tone, band }, index) => (
            <g key={name} className={css[tone]}>
              {band !== undefined && <path d={bandPath(band) ?? ''} className={css.band} />}
              <path d={path(values) ?? ''} className={classNames(css.line, css[`dash${index}`])} />
              {values.map((value, place) =>
                // A lone value between gaps has no line to show it.
                value !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null ? (
                  // oxlint-disable-next-line react/no-array-index-key -- a step has no name but its place
                  <circle key={place} cx={x(place)} cy={y(value)} r={3} className={css.dot} />
                ) : null,
              )}
              <End end={ends[index]} x={x} y={y} text={(value) => `${format(value)} ${name}`} />
            </g>
          ))}
        </svg>
      </section>
      <details className={css.table}>
        <summary>The same as a table</summary>
        <div className={css.rows}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{step}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" className="n">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map((day, index) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  {series.map(({ name, values }) => {
                    const value = values[index] ?? null;
                    return (
                      <td key={name} className="n">
                        {value === null ? '–' : format(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function End({
  end,
  x,
  y,
  text,
}: {
  end: { index: number; value: number | null; y: number } | undefined;
  x: (index: number) => number;
  y: (value: number) => number;
  text: (value: number) => string;
}) {
  if (end === undefined || end.value === null) return null;
  const label = text(end.value);
  return (
    <>
      <circle cx={x(end.index)} cy={y(end.value)} r={4} className={css.dot} />
      <text x={x(end.index) + 10} y={end.y + 4.5} className={css.end}>
        {label.length > LABEL_CHARACTERS ? `${label.slice(0, LABEL_CHARACTERS - 1)}…` : label}
      </text>
    </>
  );
}
