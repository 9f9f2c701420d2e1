import { Tabs } from '@base-ui/react/tabs';
import { WarningIcon } from '@phosphor-icons/react';
import type { Money as MoneyValue, Plan } from '@tripmaster/contracts';
import { classNames } from '../../lib/class-names.ts';
import { Money } from '../../ui/values.tsx';
import { violationsOf } from '../../ui/timetable/rail.ts';
import css from './plan.module.css';
import { dayTotal, tabName } from './words.ts';

export const WHOLE_TRIP = 'all';

function DayPrice({ total }: { total: MoneyValue | undefined }) {
  if (total !== undefined) return <Money value={total} code={false} />;
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr">no prices</span>
    </>
  );
}

/** A tab a day with its price, or with what is broken on it; arrow keys move. The day being read is yellow. */
export function DayTabs({ plan }: { plan: Plan }) {
  const { currency } = plan.budget.total;
  return (
    <Tabs.List className={css.days} aria-label="Days" activateOnFocus>
      {plan.days.map((day) => {
        const broken = violationsOf(day.items, plan.verification.violations).filter(({ severity }) => severity === 'error').length;
        return (
          <Tabs.Tab key={day.date} value={day.date} className={classNames(css.day, broken > 0 && css.broken)}>
            <b>{tabName(plan, day.date)}</b>
            <span>
              {broken > 0 ? (
                <>
                  <WarningIcon size={14} weight="bold" aria-hidden />
                  {broken} broken
                </>
              ) : (
                <DayPrice total={dayTotal(day, currency)} />
              )}
            </span>
          </Tabs.Tab>
        );
      })}
      {plan.days.length > 1 && (
        <Tabs.Tab value={WHOLE_TRIP} className={css.day ?? ''}>
          <b>Whole trip</b>
          <span>
            <DayPrice total={plan.budget.total.amount === 0 ? undefined : plan.budget.total} />
          </span>
        </Tabs.Tab>
      )}
    </Tabs.List>
  );
}
