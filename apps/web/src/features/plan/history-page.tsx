import { ArrowLeftIcon } from '@phosphor-icons/react';
import type { Plan, PlanVersion } from '@tripmaster/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { readableDates } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Ago } from '../../ui/moments.tsx';
import { Paged, RowsSkeleton } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { readCount } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { Money } from '../../ui/values.tsx';
import { Changes } from './changes.tsx';
import css from './history.module.css';
import { PlanGate } from './plan-gate.tsx';
import { useRestoreVersion } from './use-editing.ts';

/** Every saved version of a trip, newest first, each with what it changed and the way back to it. */
export function HistoryPage() {
  const { id } = useParams({ from: '/shell/plans/$id/history' });
  return <PlanGate id={id}>{(plan) => <History plan={plan} />}</PlanGate>;
}

function History({ plan }: { plan: Plan }) {
  usePageTitle(`History of ${plan.title}`);
  const list = useInfiniteQuery(queries.planHistory(plan.id));
  return (
    <div className={`wrap pad ${css.page}`}>
      <Link to="/plans/$id" params={{ id: plan.id }} className={css.back ?? ''}>
        <ArrowLeftIcon className="flip" size={16} weight="bold" aria-hidden />
        <bdi>{plan.title}</bdi>
      </Link>
      <h1>History</h1>
      <p className="lede">Every saved change is a version. Going back makes a new one, so nothing is ever lost.</p>
      <Paged list={list} noun="versions" empty={null}>
        {(versions) => (
          <ol className={css.versions}>
            {versions.map((version) => (
              <Version key={version.version} plan={plan} version={version} />
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}

function Version({ plan, version: { version, savedAt, label, total, rulesHolding, author } }: { plan: Plan; version: PlanVersion }) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const restore = useRestoreVersion(() => void navigate({ to: '/plans/$id', params: { id: plan.id } }));
  const current = version === plan.version;
  return (
    <li className={css.version}>
      <Seal reading={readCount(rulesHolding)} size={28} />
      <div>
        <h2>
          {readableDates(label)} {current && <Flag tone="now">Now</Flag>}
        </h2>
        <p className="small soft">
          Version {version}, <Ago value={savedAt} />
          {author !== undefined && (
            <>
              {' '}
              by <bdi>{author}</bdi>
            </>
          )}
        </p>
        <p className={css.acts}>
          {version > 1 && (
            <Button variant="quiet" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? 'Hide what it changed' : 'What it changed'}
            </Button>
          )}
          {!current && (
            <Button
              size="sm"
              busy={restore.isPending}
              aria-label={`Go back to this: version ${version}`}
              onClick={() => restore.mutate({ id: plan.id, version: plan.version, to: version })}
            >
              {restore.isPending ? 'Going back' : 'Go back to this'}
            </Button>
          )}
        </p>
        {open && <Changed id={plan.id} version={version} />}
      </div>
      <Money value={total} />
    </li>
  );
}

function Changed({ id, version }: { id: string; version: number }) {
  const diff = useQuery(queries.planDiff(id, version - 1, version));
  if (diff.isPending) return <RowsSkeleton label="The changes are loading" />;
  if (diff.data === undefined) return <Problem title="The changes could not be loaded." error={diff.error} />;
  return <Changes diff={diff.data} />;
}
