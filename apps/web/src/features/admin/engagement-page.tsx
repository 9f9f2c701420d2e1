import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Retention } from '@tripmaster/contracts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Figures, FiguresPage, Sheet } from './figures-frame.tsx';
import css from './figures.module.css';
import { rangeOf } from './period.ts';
import { admin } from './queries.ts';

/** Who is active, how often, and who comes back. */
export function EngagementPage() {
  const range = rangeOf(useSearch({ from: '/shell/admin/figures' }));
  const figures = useQuery(admin.engagement(range));
  const retention = useQuery(admin.retention(range));
  return (
    <FiguresPage
      title="Engagement"
      about="Active is who did anything at all while signed in. A week is 7 days, a month 30."
      figures={figures}
    >
      {({ days, stickiness }) => {
        const last = days.at(-1);
        return (
          <>
            <Figures
              items={[
                { label: 'Active on the last day', value: formatCount(last?.activeDay ?? 0) },
                { label: 'In its week', value: formatCount(last?.activeWeek ?? 0) },
                { label: 'In its month', value: formatCount(last?.activeMonth ?? 0) },
                {
                  label: 'Stickiness',
                  value: stickiness === undefined ? '–' : `${stickiness.toFixed(1)}\u00a0%`,
                  note: 'of the active of a month on a day',
                },
              ]}
            />
            <Sheet title="Active people" csv="engagement">
              <LineChart
                label="Active people of the day, the week and the month"
                steps={days.map(({ day }) => formatDate(day))}
                format={formatCount}
                series={[
                  { name: 'in a month', tone: 'coach', values: days.map(({ activeMonth }) => activeMonth) },
                  { name: 'in a week', tone: 'activities', values: days.map(({ activeWeek }) => activeWeek) },
                  { name: 'on the day', tone: 'food', values: days.map(({ activeDay }) => activeDay) },
                ]}
              />
            </Sheet>
            <Sheet title="Plans">
              <LineChart
                label="Plans made and changed, by day"
                steps={days.map(({ day }) => formatDate(day))}
                format={formatCount}
                series={[
                  { name: 'changed', tone: 'coach', values: days.map(({ plansChanged }) => plansChanged) },
                  { name: 'made', tone: 'food', values: days.map(({ plansMade }) => plansMade) },
                ]}
              />
            </Sheet>
            <Problem title="Who comes back could not be read." error={retention.error} />
            {retention.data !== undefined && <Cohorts cohorts={retention.data.cohorts} />}
          </>
        );
      }}
    </FiguresPage>
  );
}

/** Of each week's new people, how many came back in the weeks after. */
function Cohorts({ cohorts }: Pick<Retention, 'cohorts'>) {
  const weeks = Math.max(0, ...cohorts.map(({ active }) => active.length));
  return (
    <Sheet
      title="Who comes back"
      csv="retention"
      about="Of the people who signed up in a week: the part that was active in each week since. Hatched weeks are not over."
    >
      {cohorts.length === 0 ? (
        <p className="small soft">Nobody signed up in these days.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
        <section className={css.scroll} aria-label="Who comes back" tabIndex={0}>
          <table className={`table ${css.cohorts}`}>
            <thead>
              <tr>
                <th scope="col">Week of</th>
                <th scope="col" className="n">
                  People
                </th>
                {Array.from({ length: weeks }, (_, week) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a week is its number
                  <th key={week} scope="col" className="n">
                    {week === 0 ? 'Same week' : `+${week}`}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cohorts.map(({ week, people, active }) => (
                <tr key={week}>
                  <th scope="row" className="nb">
                    {formatDate(week)}
                  </th>
                  <td className="n">{formatCount(people)}</td>
                  {active.map((count, index) => {
                    const key = `${week} ${index}`;
                    if (count === null) return <td key={key} className={css.open} aria-label="not over" />;
                    if (people === 0)
                      return (
                        <td key={key} className="n soft">
                          –
                        </td>
                      );
                    const part = count / people;
                    return (
                      <td
                        key={key}
                        className="n"
                        style={{ background: `color-mix(in oklab, var(--coach) ${Math.round(part * 45)}%, transparent)` }}
                        title={`${formatCount(count)} of ${formatCount(people)}`}
                      >
                        {Math.round(100 * part)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Sheet>
  );
}
