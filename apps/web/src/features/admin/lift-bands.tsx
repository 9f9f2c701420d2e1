import type { VariationResult } from '@tripmaster/contracts';
import { scaleLinear } from 'd3-scale';
import chart from '../../ui/chart/chart.module.css';
import css from './experiments.module.css';

const [WIDTH, HEIGHT] = [260, 28];

/** From where to where the bands of a metric’s variations are drawn: around nought, and all of them. */
export function boundsOf(results: readonly VariationResult[]): [number, number] {
  const ends = results.flatMap(({ interval, lift }) => [...(interval === undefined ? [] : [interval.from, interval.to]), lift ?? 0]);
  const most = Math.max(0.01, ...ends.map(Math.abs));
  return [-most, most];
}

/** A lift and its interval as a band about nought, drawn by the bounds of all; the words stand beside it. */
export function LiftBand({ result: { lift, interval }, bounds }: { result: VariationResult; bounds: [number, number] }) {
  if (lift === undefined || interval === undefined) return null;
  const x = scaleLinear()
    .domain(bounds)
    .range([6, WIDTH - 6]);
  const [from, to] = [x(interval.from), x(interval.to)];
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={`${css.lift} ${chart.coach}`} aria-hidden="true">
      <line x1={6} x2={WIDTH - 6} y1={HEIGHT / 2} y2={HEIGHT / 2} className={chart.grid} />
      <rect x={from} width={Math.max(2, to - from)} y={6} height={HEIGHT - 12} className={css.liftband} />
      <line x1={x(0)} x2={x(0)} y1={2} y2={HEIGHT - 2} className={chart.cursor} />
      <circle cx={x(lift)} cy={HEIGHT / 2} r={4.5} className={chart.dot} />
    </svg>
  );
}
