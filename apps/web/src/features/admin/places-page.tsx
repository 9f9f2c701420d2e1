import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { formatMonthName, LOCALE } from '../../lib/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Bars } from './bars.tsx';
import { FiguresPage, Sheet } from './figures-frame.tsx';
import css from './figures.module.css';
import { rangeOf } from './period.ts';
import { admin } from './queries.ts';

const countries = new Intl.DisplayNames(LOCALE, { type: 'region' });

/** A country's name; absent: not known. */
export function countryName(code: string | undefined): string {
  return code === undefined ? 'Not known' : (countries.of(code) ?? code);
}

/** Where people come from, and where they want to go. */
export function PlacesPage() {
  const range = rangeOf(useSearch({ from: '/shell/admin/figures' }));
  const figures = useQuery(admin.geography(range));
  const wanted = useQuery(admin.popularity(range));
  return (
    <FiguresPage title="Places" about="Where visitors come from, by country and no nearer, and where plans lead." figures={figures}>
      {({ countries: from }) => (
        <>
          <Sheet title="Where visitors come from" csv="countries">
            <Bars
              name="Country"
              columns={['Visitors', 'New accounts', 'Plans']}
              empty="Nobody visited in these days."
              rows={from.map(({ country, visitors, signUps, plansMade }) => ({
                key: country ?? '',
                name: countryName(country),
                counts: [visitors, signUps, plansMade],
              }))}
            />
          </Sheet>
          <Problem title="Where plans lead could not be read." error={wanted.error} />
          {wanted.data !== undefined && (
            <div className={css.two}>
              <Sheet title="Where plans lead" csv="destinations">
                <Bars
                  name="Destination"
                  columns={['Plans', 'Copies']}
                  empty="No plan was made in these days."
                  rows={wanted.data.destinations.map(({ destination, plans, copies }) => ({
                    key: destination,
                    name: <bdi>{destination}</bdi>,
                    counts: [plans, copies],
                  }))}
                />
              </Sheet>
              <Sheet title="When trips begin" csv="months">
                <Bars
                  name="Month"
                  columns={['Plans']}
                  empty="No plan was made in these days."
                  rows={wanted.data.months.map(({ month, plans }) => ({
                    key: month,
                    name: formatMonthName(`2026-${month}-01`),
                    counts: [plans],
                  }))}
                />
              </Sheet>
            </div>
          )}
        </>
      )}
    </FiguresPage>
  );
}
