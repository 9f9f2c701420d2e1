import { WarningCircleIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Overview, OverviewPart } from '@tripmaster/contracts';
import { formatCount, formatDate, formatList, plural } from '../../lib/format.ts';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import { Note } from '../../ui/marks.tsx';
import { Figures, FiguresPage, Sheet } from './figures-frame.tsx';
import { rangeOf } from './period.ts';
import { admin } from './queries.ts';

type Sums = NonNullable<Overview['now']>;

const SHOWN: readonly { label: string; count: keyof Sums }[] = [
  { label: 'Visitors', count: 'visitors' },
  { label: 'People active', count: 'activePeople' },
  { label: 'New accounts', count: 'signUps' },
  { label: 'Plans made', count: 'plansMade' },
  { label: 'Plans shared', count: 'plansShared' },
  { label: 'Booking clicks', count: 'bookingClicks' },
];
const PARTS: Readonly<Record<OverviewPart, string>> = {
  now: 'the sums of these days',
  before: 'those of the days before',
  totals: 'the accounts and plans in all',
  days: 'the single days',
};

/** How the product is doing, at a glance. */
export function OverviewPage() {
  const figures = useQuery(admin.overview(rangeOf(useSearch({ from: '/shell/admin/figures' }))));
  return (
    <FiguresPage title="Overview" about="How many come, stay, and make plans." figures={figures}>
      {({ now, before, people, plans, days, failed }) => (
        <>
          {failed.length > 0 && (
            <Note icon={WarningCircleIcon} tone="tight">
              Not counted just now: {formatList(failed.map((part) => PARTS[part]))}. The rest is as it should be.
            </Note>
          )}
          {now !== undefined && (
            <Figures
              items={SHOWN.map(({ label, count }) => ({
                label,
                value: formatCount(now[count]),
                ...(before !== undefined && { note: change(now[count], before[count]) }),
              }))}
            />
          )}
          {days !== undefined && (
            <Sheet
              title="Day by day"
              csv="overview"
              about={
                people !== undefined && plans !== undefined
                  ? `${plural(people, 'account')} and ${plural(plans, 'plan')} in all.`
                  : undefined
              }
            >
              <LineChart
                label="Visitors, active people and plans made, by day"
                steps={days.map(({ day }) => formatDate(day))}
                format={formatCount}
                series={[
                  { name: 'visitors', tone: 'coach', values: days.map(({ visitors }) => visitors) },
                  { name: 'active', tone: 'activities', values: days.map(({ activePeople }) => activePeople) },
                  { name: 'plans made', tone: 'food', values: days.map(({ plansMade }) => plansMade) },
                ]}
              />
            </Sheet>
          )}
          <Sheet
            title="Every event"
            csv="events"
            about="What all figures are counted from: a line for each event of these days, without names or addresses."
          >
            <p className="small">Visits, new accounts, plans made, copied and shared, links followed, payments.</p>
          </Sheet>
        </>
      )}
    </FiguresPage>
  );
}

/** `+58 on the days before`: the words for how a count has changed. */
function change(now: number, before: number): string {
  const by = now - before;
  if (by === 0) return 'as in the days before';
  return `${by > 0 ? '+' : '\u2212'}${formatCount(Math.abs(by))} on the days before`;
}
