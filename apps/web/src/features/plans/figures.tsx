import type { PlanStats } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { formatCount, plural } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { Money } from '../../ui/values.tsx';
import css from './figures.module.css';

/** What one's trips come to, once there are some; nothing while it is not known. */
export function Figures() {
  const stats = useQuery(queries.planStats()).data;
  if (stats === undefined || stats.plans === 0) return null;
  return (
    <section className={css.figures} aria-labelledby="figures">
      <h2 id="figures">In figures</h2>
      <dl>
        <Figure name="Trips">
          <b className="num">{formatCount(stats.plans)}</b>
          <span>{readers(stats)}</span>
        </Figure>
        <Figure name="Days away">
          <b className="num">{formatCount(stats.days)}</b>
          <span>{stats.upcoming === 0 ? 'no trip ahead' : `${plural(stats.upcoming, 'trip')} ahead`}</span>
        </Figure>
        <Figure name="Planned cost">
          {stats.spend.map((sum) => (
            <b key={sum.currency}>
              <Money value={sum} />
            </b>
          ))}
        </Figure>
        <Figure name="Most often">
          <Bars places={stats.topDestinations} />
        </Figure>
      </dl>
    </section>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function readers({ byVisibility, copies }: PlanStats): string {
  const parts = [
    byVisibility.public === 0 ? undefined : `${formatCount(byVisibility.public)} public`,
    byVisibility.unlisted === 0 ? undefined : `${formatCount(byVisibility.unlisted)} by link`,
    copies === 0 ? undefined : `copied ${copies === 1 ? 'once' : `${formatCount(copies)} times`}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'all private' : parts.join(', ');
}

/** Each place with a bar as long as its share of the most frequent. */
function Bars({ places }: { places: PlanStats['topDestinations'] }) {
  const most = places[0]?.plans ?? 1;
  return (
    <ol className={css.bars}>
      {places.map(({ name, plans }) => (
        <li key={name}>
          <bdi>{name}</bdi>
          <span className="num">{formatCount(plans)}</span>
          <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(100 * plans) / most} height="4" fill="var(--coach)" />
          </svg>
        </li>
      ))}
    </ol>
  );
}
