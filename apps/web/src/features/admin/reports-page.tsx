import type { ReportedPlan } from '@tripmaster/contracts';
import { CheckIcon, EyeIcon, EyeSlashIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { formatList } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Ago } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { reasonWord } from '../discover/reasons.ts';
import css from './admin.module.css';
import { Narrow } from './narrow.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';

/** Public plans that somebody reported, the longest waiting first. */
export function ReportsPage() {
  usePageTitle('Reported plans');
  const list = useInfiniteQuery(admin.reports());
  return (
    <>
      <h1>Reported plans</h1>
      <p className="lede">Public plans that readers found fault with, the longest waiting first. Who reported is not shown.</p>
      <WithSecondFactor error={list.error}>
        <Narrow csv={{ table: 'reports', of: 'Reported plans' }} />
        <Paged list={list} noun="reports" empty={<EmptyState title="Nothing is reported" text="What readers report is listed here." />}>
          {(items) => (
            <ul className={css.reports}>
              {items.map((item) => (
                <Reported key={item.plan.id} {...item} />
              ))}
            </ul>
          )}
        </Paged>
      </WithSecondFactor>
    </>
  );
}

type Decision = 'hide' | 'restore' | 'dismiss';
const SAID: Readonly<Record<Decision, string>> = { hide: 'Plan hidden', restore: 'Plan shown again', dismiss: 'Reports dismissed' };

function Reported({ plan, reports }: ReportedPlan) {
  const decide = useChange({
    call: (decision: Decision) => api.admin.moderation[decision].mutate({ id: plan.id }),
    refresh: [['admin', 'reports'], ['discover']],
    said: (_, decision) => SAID[decision],
  });
  return (
    <li>
      <div>
        <h2>
          <Link to="/plans/$id" params={{ id: plan.id }}>
            {plan.title}
          </Link>
        </h2>
        <p className="small soft">
          {formatList(plan.destinations)}, by{' '}
          <Link to="/admin/users/$id" params={{ id: plan.owner.id }}>
            <bdi>{plan.owner.name}</bdi>
          </Link>{' '}
          {plan.hidden && <Flag icon={EyeSlashIcon}>Hidden</Flag>}
        </p>
        <ul className={css.reasons}>
          {reports.map(({ id, reason, details, createdAt }) => (
            <li key={id}>
              <b>{reasonWord(reason)}</b>, <Ago value={createdAt} />
              {details !== undefined && <span className="soft">{details}</span>}
            </li>
          ))}
        </ul>
        <Problem title="Not done." error={decide.error} />
      </div>
      <div className={css.decide}>
        <Button size="sm" disabled={decide.isPending} onClick={() => decide.mutate('dismiss')}>
          <CheckIcon size={20} aria-hidden />
          Nothing wrong
        </Button>
        {plan.hidden ? (
          <Button size="sm" disabled={decide.isPending} onClick={() => decide.mutate('restore')}>
            <EyeIcon size={20} aria-hidden />
            Show again
          </Button>
        ) : (
          <Button size="sm" variant="danger" disabled={decide.isPending} onClick={() => decide.mutate('hide')}>
            <EyeSlashIcon size={20} aria-hidden />
            Hide from the public
          </Button>
        )}
      </div>
    </li>
  );
}
