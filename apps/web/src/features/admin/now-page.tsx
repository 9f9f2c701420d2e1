import { useQuery } from '@tanstack/react-query';
import { formatCount, plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import { Ghost, Skeleton } from '../../ui/marks.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { Bars } from './bars.tsx';
import { Figures, Sheet } from './figures-frame.tsx';
import css from './figures.module.css';
import { countryName } from './places-page.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The last half hour, as it comes in. */
export function NowPage() {
  usePageTitle('Now');
  const { data, error, refetch } = useQuery(admin.realtime());
  return (
    <>
      <h1>Now</h1>
      <p className="lede">The last half hour, as it comes in.</p>
      <WithSecondFactor error={error}>
        {data === undefined ? (
          error === null ? (
            <Skeleton label="Reading the last half hour" className={css.body}>
              <Ghost height="92px" />
              <Ghost height="330px" />
            </Skeleton>
          ) : (
            <ErrorState title="The last half hour could not be read." error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <div className={`${css.body} ${css.spaced}`}>
            <Figures
              items={[
                { label: 'Visitors', value: formatCount(data.visitors) },
                { label: 'Events', value: formatCount(data.minutes.reduce((sum, { events }) => sum + events, 0)) },
              ]}
            />
            <Sheet title="Minute by minute">
              <LineChart
                label={`Events of the last ${plural(data.minutes.length, 'minute')}`}
                step="Minute"
                steps={data.minutes.map(({ minute }) => clock.format(Date.parse(minute)))}
                format={formatCount}
                series={[
                  { name: 'events', tone: 'coach', values: data.minutes.map(({ events }) => events) },
                  { name: 'visitors', tone: 'food', values: data.minutes.map(({ visitors }) => visitors) },
                ]}
              />
            </Sheet>
            <div className={css.two}>
              <Sheet title="Pages">
                <Bars
                  name="Page"
                  columns={['Visitors']}
                  empty="Nobody is here just now."
                  rows={data.pages.map(({ page, visitors }) => ({ key: page, name: <bdi>{page}</bdi>, counts: [visitors] }))}
                />
              </Sheet>
              <Sheet title="Countries">
                <Bars
                  name="Country"
                  columns={['Visitors']}
                  empty="Nobody is here just now."
                  rows={data.countries.map(({ country, visitors }) => ({
                    key: country ?? '',
                    name: countryName(country),
                    counts: [visitors],
                  }))}
                />
              </Sheet>
            </div>
          </div>
        )}
      </WithSecondFactor>
    </>
  );
}
