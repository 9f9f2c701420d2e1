import type { BookingKind, Plan } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { formatList } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { OutwardLink } from '../../ui/timetable/stop-detail.tsx';
import css from './plan.module.css';

/** How a search is offered, before the names of those it is made at. */
const LOOK_FOR: Readonly<Record<BookingKind, string>> = {
  stay: 'Search stays for these nights',
  flight: 'Search flights',
  train: 'Search trains and buses',
  activity: 'Search tickets and tours',
  map: 'Look at it on a map',
};

/** Where to look for what the stop is, at those one can book with. */
export function StopBookings({ plan: { id, version }, itemId }: { plan: Pick<Plan, 'id' | 'version'>; itemId: string }) {
  const links = useQuery(queries.bookings(id, version)).data?.get(itemId) ?? [];
  const kinds = [...new Set(links.map(({ kind }) => kind))];
  if (kinds.length === 0) return null;
  return (
    <div className={css.bookings}>
      {kinds.map((kind) => (
        <p key={kind} className={css.links}>
          <span>{LOOK_FOR[kind]}</span>
          {links
            .filter((link) => link.kind === kind)
            .map(({ provider, label, href, earns }) => (
              <OutwardLink key={href} url={href} label={label} rel={earns ? 'noreferrer nofollow sponsored' : 'noreferrer nofollow'}>
                {provider}
              </OutwardLink>
            ))}
        </p>
      ))}
      {links.some(({ earns }) => earns) && <p className="small soft">The operator of this server may earn from {earners(links)}.</p>}
    </div>
  );
}

function earners(links: readonly { provider: string; earns: boolean }[]): string {
  const names = [...new Set(links.filter(({ earns }) => earns).map(({ provider }) => provider))];
  return names.length === 1 ? `the link to ${names[0]}` : `the links to ${formatList(names)}`;
}
