import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Bars } from './bars.tsx';
import { FiguresPage, Sheet } from './figures-frame.tsx';
import css from './figures.module.css';
import { rangeOf } from './period.ts';
import { admin } from './queries.ts';

/** What leads visitors here, and what they look at. */
export function SourcesPage() {
  const figures = useQuery(admin.sources(rangeOf(useSearch({ from: '/shell/admin/figures' }))));
  return (
    <FiguresPage title="Sources" about="What led visitors here, and which pages they looked at." figures={figures}>
      {({ referrers, campaigns, pages }) => (
        <>
          <div className={css.two}>
            <Sheet title="Sites that link here" csv="referrers">
              <Bars
                name="Site"
                columns={['Visitors', 'New accounts']}
                empty="Nobody visited in these days."
                rows={referrers.map(({ host, visitors, signUps }) => ({
                  key: host ?? '',
                  name: host === undefined ? 'None: typed, kept or not said' : <bdi>{host}</bdi>,
                  counts: [visitors, signUps],
                }))}
              />
            </Sheet>
            <Sheet title="Campaigns" csv="campaigns">
              <Bars
                name="Campaign"
                columns={['Visitors', 'New accounts']}
                empty="No link with a campaign was followed in these days."
                rows={campaigns.map(({ source, medium, campaign, visitors, signUps }) => ({
                  key: JSON.stringify([source, medium, campaign]),
                  name: <bdi>{[source, medium, campaign].filter((part) => part !== undefined).join(' / ')}</bdi>,
                  counts: [visitors, signUps],
                }))}
              />
            </Sheet>
          </div>
          <Sheet title="Pages" csv="pages">
            <Bars
              name="Page"
              columns={['Views', 'Visitors']}
              empty="No page was looked at in these days."
              rows={pages.map(({ page, views, visitors }) => ({ key: page, name: <bdi>{page}</bdi>, counts: [views, visitors] }))}
            />
          </Sheet>
        </>
      )}
    </FiguresPage>
  );
}
