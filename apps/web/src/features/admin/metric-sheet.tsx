import type { MetricResult, VariationResult } from '@tripmaster/contracts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { LineChart, type Series } from '../../ui/chart/line-chart.tsx';
import { intervalText, KIND_WORDS, liftText, meanText, pText, totalText, VERDICT_WORDS } from './experiment-words.ts';
import css from './experiments.module.css';
import { Sheet } from './figures-frame.tsx';
import figures from './figures.module.css';
import { boundsOf, LiftBand } from './lift-bands.tsx';
import { StateFlag } from './state-flag.tsx';

const TONES: readonly Series['tone'][] = ['coach', 'food', 'activities', 'transport', 'seal'];
const PARTS = { first: 'Decides.', further: '', guardrail: 'Guardrail: it must not get worse.' } as const;

/** One metric: each variation against the first, its interval as a band, and how the estimates came about day by day. */
export function MetricSheet({ result: { metric, variations, series }, part }: { result: MetricResult; part: keyof typeof PARTS }) {
  const bounds = boundsOf(variations);
  const about = `${PARTS[part]} Of ${metric.event}: ${KIND_WORDS[metric.kind]}; ${metric.better} is good.`.trim();
  return (
    <Sheet title={metric.name} about={about}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard */}
      <section className={figures.scroll} aria-label={metric.name} tabIndex={0}>
        <table className={`table ${css.metric}`}>
          <thead>
            <tr>
              <th scope="col">Variation</th>
              <th scope="col">Verdict</th>
              <th scope="col">Against {variations[0]?.name ?? 'the first'}</th>
              <th scope="col" className="n">
                Mean
              </th>
              <th scope="col" className="n">
                Total
              </th>
              <th scope="col" className="n">
                Units
              </th>
            </tr>
          </thead>
          <tbody>
            {variations.map((one) => (
              <tr key={one.variation}>
                <th scope="row">{one.name}</th>
                <td>{one.variation > 0 && <Verdict result={one} />}</td>
                <td>
                  <Against result={one} bounds={bounds} />
                </td>
                <td className="n">{meanText(metric, one)}</td>
                <td className="n">{totalText(metric, one)}</td>
                <td className="n">{formatCount(one.units)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Development name={metric.name} variations={variations} series={series} />
    </Sheet>
  );
}

function Against({ result, bounds }: { result: VariationResult; bounds: [number, number] }) {
  const { variation, lift, interval, confidence, varianceLeft } = result;
  if (variation === 0) return <span className="soft">the measure</span>;
  if (lift === undefined) return <span className="soft">no telling</span>;
  return (
    <>
      <LiftBand result={result} bounds={bounds} />
      <span className="num">
        <b>{liftText(lift)}</b>
        {interval !== undefined && `, ${intervalText(interval)}`}
      </span>
      <span className="xs soft num">
        {confidence !== undefined && ` at ${Number((100 * confidence).toFixed(2))}\u00a0%`}
        {varianceLeft !== undefined && `, CUPED left ${Math.round(100 * varianceLeft)}\u00a0% of the variance`}
      </span>
    </>
  );
}

function Verdict({ result: { verdict, p, why } }: { result: VariationResult }) {
  return (
    <>
      {verdict !== undefined && <StateFlag {...VERDICT_WORDS[verdict]} fine={verdict === 'better'} />}
      {p !== undefined && <span className={`xs soft num ${css.p}`}>p {pText(p)}</span>}
      {why !== undefined && <span className={`xs soft ${css.p}`}>{why}</span>}
    </>
  );
}

/** Lifts day by day with their intervals. The first days know next to nothing: their bands are cut off. */
function Development({
  name,
  variations,
  series,
}: {
  name: string;
  variations: readonly VariationResult[];
  series: MetricResult['series'];
}) {
  const others = variations.filter(({ variation }) => variation > 0).slice(0, TONES.length);
  const days = series.map((point) => point.variations);
  const at = (day: (typeof days)[number], variation: number) => day.find((one) => one.variation === variation);
  const ends = others.flatMap(({ interval, lift }) => [interval?.from, interval?.to, lift]).filter((end) => end !== undefined);
  if (series.length < 2 || ends.length === 0) return null;
  const most = 2 * Math.max(0.01, ...ends.map(Math.abs));
  const within = (value: number) => Math.max(-most, Math.min(most, value));
  return (
    <div className={css.days}>
      <p className="small soft">Lift at the end of each day. Bands are intervals, cut off at {liftText(most)}.</p>
      <LineChart
        label={`Lift in ${name} against ${variations[0]?.name ?? 'the first'}, by day`}
        steps={series.map(({ day }) => formatDate(day))}
        format={liftText}
        series={others.map(({ variation, name: other }, index) => ({
          name: other,
          tone: TONES[index] ?? 'coach',
          values: days.map((day) => {
            const lift = at(day, variation)?.lift;
            return lift === undefined || Math.abs(lift) > most ? null : lift;
          }),
          band: days.map((day) => {
            const interval = at(day, variation)?.interval;
            return interval === undefined ? null : ([within(interval.from), within(interval.to)] as const);
          }),
        }))}
      />
    </div>
  );
}
