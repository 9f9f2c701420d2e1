import { CheckIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { type PublicPlanSummary, RULES } from '@tripmaster/contracts';
import { Link } from '@tanstack/react-router';
import { formatCount, formatList, formatMonth, plural } from '../../lib/format.ts';
import { RouteGlyph } from '../../ui/glyph/glyph.tsx';
import { Ghost, Skeleton } from '../../ui/marks.tsx';
import { Money } from '../../ui/values.tsx';
import css from './discover.module.css';
import { coverOf, dailyPrice } from './popular.ts';

/** Public plans, each with its own route as its cover. */
export function Covers({ plans, busy }: { plans: readonly PublicPlanSummary[]; busy: boolean }) {
  return (
    <ul className={css.grid} aria-busy={busy}>
      {plans.map((plan) => (
        <li key={plan.id} className={css.plan}>
          <Link to="/plans/$id" params={{ id: plan.id }}>
            <Cover plan={plan} />
            <h2>{plan.title}</h2>
          </Link>
          <p className="small soft">
            {formatList(plan.destinations)}; {formatMonth(plan.month)}, by <bdi>{plan.owner}</bdi>
            {plan.copies > 0 && `; copied ${plan.copies === 1 ? 'once' : `${formatCount(plan.copies)} times`}`}
          </p>
          <p className={`num ${css.foot}`}>
            <span>
              {plan.total.amount === 0 ? (
                'No prices known'
              ) : (
                <>
                  <Money value={dailyPrice(plan)} /> a person a day
                </>
              )}
            </span>
            <Holding count={plan.rulesHolding} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Cover({ plan: { id, days, destinations, stopsPerDay } }: { plan: PublicPlanSummary }) {
  const [first = '', last] = [destinations[0], destinations.length > 1 ? destinations.at(-1) : undefined];
  return (
    <div className={`${css.cover} ${css[coverOf(id)]}`}>
      <RouteGlyph stopsPerDay={stopsPerDay} ends={last === undefined ? [first] : [first, last]} className={css.glyph ?? ''} />
      <span className="num">{plural(days, 'day')}</span>
    </div>
  );
}

function Holding({ count }: { count: number }) {
  const whole = count === RULES.length;
  const Sign = whole ? CheckIcon : WarningCircleIcon;
  return (
    <span className={css.holding}>
      <Sign size={14} weight={whole ? 'bold' : 'fill'} className={whole ? 'ok' : 'broken'} aria-hidden />
      {count} of {RULES.length} rules hold
    </span>
  );
}

/** The covers' grey squares, each in its place. */
export function CoversSkeleton() {
  return (
    <Skeleton label="The plans are loading">
      <div className={css.grid}>
        {[1, 2, 3].map((one) => (
          <div key={one} className="stack">
            <Ghost height="216px" />
            <Ghost width="70%" height="24px" />
            <Ghost width="90%" />
          </div>
        ))}
      </div>
    </Skeleton>
  );
}
