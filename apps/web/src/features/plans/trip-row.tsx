import {
  ArrowCounterClockwiseIcon,
  ArrowRightIcon,
  CopyIcon,
  DotsThreeVerticalIcon,
  EyeIcon,
  EyeSlashIcon,
  TrashIcon,
  WarningCircleIcon,
} from '@phosphor-icons/react';
import { daysBetween, type PlanSummary, RULES } from '@tripmaster/contracts';
import { Link } from '@tanstack/react-router';
import { formatDateRange, plural, today } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { RouteGlyph } from '../../ui/glyph/glyph.tsx';
import { Flag, Ghost, Skeleton } from '../../ui/marks.tsx';
import { Menu, MenuChoices, MenuItem, MenuLine, MenuLink } from '../../ui/menu.tsx';
import { readCount, sealHeadline } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { Money } from '../../ui/values.tsx';
import css from './dashboard.module.css';
import { useDeletePlan, useDuplicatePlan, useRestorePlan, useSetVisibility } from './use-plan-acts.ts';
import { VISIBILITIES, visibilityOf } from './visibility.ts';

/** A trip as a ruled row: glyph, title and dates, who, whether it holds, what it costs, what can be done. */
export function TripRow({ summary }: { summary: PlanSummary }) {
  const reading = readCount(summary.rulesHolding);
  const audience = visibilityOf(summary.visibility);
  return (
    <li className={css.trip}>
      <div className={css.glyph}>
        <RouteGlyph stopsPerDay={summary.stopsPerDay} />
      </div>
      <div className={css.name}>
        <h2>
          <Link to="/plans/$id" params={{ id: summary.id }}>
            {summary.title}
          </Link>
        </h2>
        <p className="num soft small">
          {summary.damaged === true ? 'What is stored of it can’t be read.' : formatDateRange(summary.start, summary.end)}
          {summary.owner !== undefined && (
            <>
              , by <bdi>{summary.owner}</bdi>
            </>
          )}
        </p>
      </div>
      <p className={`small soft ${css.who}`}>
        {summary.travellers === 1 ? 'Alone' : plural(summary.travellers, 'traveller')}{' '}
        {summary.damaged === true ? (
          <Flag tone="broken" icon={WarningCircleIcon}>
            Damaged
          </Flag>
        ) : summary.hidden === true ? (
          <Flag tone="tight" icon={EyeSlashIcon}>
            Hidden by a moderator
          </Flag>
        ) : (
          summary.visibility !== 'private' && <Flag icon={audience.icon}>{audience.short}</Flag>
        )}
        {summary.role === 'viewer' && <Flag icon={EyeIcon}>You read along</Flag>}
      </p>
      <div className={css.check}>
        <Seal reading={reading} size={30} />
        <span>
          {reading.broken > 0 ? (
            <>
              <b className="broken">{sealHeadline(reading)}.</b>{' '}
              <Link to="/plans/$id" params={{ id: summary.id }}>
                See where
              </Link>
            </>
          ) : (
            `${RULES.length} of ${RULES.length} hold`
          )}
        </span>
      </div>
      <p className={css.cost}>{summary.total.amount === 0 ? <span className="soft">no prices</span> : <Money value={summary.total} />}</p>
      <RowMenu summary={summary} />
    </li>
  );
}

function RowMenu({ summary: { id, title, visibility, role } }: { summary: PlanSummary }) {
  const duplicate = useDuplicatePlan();
  const remove = useDeletePlan();
  const setVisibility = useSetVisibility();
  return (
    <Menu
      label={`More for ${title}`}
      trigger={<DotsThreeVerticalIcon size={20} weight="bold" aria-hidden />}
      look={{ variant: 'quiet', size: 'sm', icon: true }}
    >
      <MenuLink icon={ArrowRightIcon} to="/plans/$id" params={{ id }}>
        Open
      </MenuLink>
      <MenuItem icon={CopyIcon} disabled={duplicate.isPending} onSelect={() => duplicate.mutate({ id, title })}>
        Duplicate
      </MenuItem>
      {role === 'owner' && (
        <>
          <MenuLine />
          <MenuChoices
            label="Who may read it"
            choices={VISIBILITIES}
            value={visibility}
            onChange={(next) => setVisibility.mutate({ id, visibility: next })}
          />
          <MenuLine />
          <MenuItem icon={TrashIcon} danger disabled={remove.isPending} onSelect={() => remove.mutate({ id, title })}>
            Delete trip
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

/** A deleted trip: what it was, how long it lies here, and the way back. */
export function DeletedRow({ summary: { id, title, start, end, stopsPerDay, deletedAt } }: { summary: PlanSummary }) {
  const restore = useRestorePlan();
  return (
    <li className={`${css.trip} ${css.deleted}`}>
      <div className={css.glyph}>
        <RouteGlyph stopsPerDay={stopsPerDay} />
      </div>
      <div className={css.name}>
        <h2>{title}</h2>
        <p className="num soft small">{formatDateRange(start, end)}</p>
      </div>
      <p className="small soft">{deletedAt !== undefined && daysLeftText(deletedAt.slice(0, 10), today())}</p>
      <Button size="sm" busy={restore.isPending} onClick={() => restore.mutate({ id, title })}>
        <ArrowCounterClockwiseIcon size={20} aria-hidden />
        Bring back
      </Button>
    </li>
  );
}

const KEPT_DAYS = 30;

/** `Kept for 12 more days`; the server clears up once an hour. */
function daysLeftText(deletedOn: string, now: string): string {
  const left = KEPT_DAYS - daysBetween(deletedOn, now);
  return left <= 1 ? 'Gone for good within a day' : `Kept for ${left} more days`;
}

/** The rows' grey bars, each where its text will be. */
export function TripRowsSkeleton() {
  return (
    <Skeleton label="Your trips are loading" className={css.trips ?? ''}>
      {['46%', '38%', '52%'].map((width) => (
        <div key={width} className={css.trip}>
          <Ghost height="65px" />
          <Ghost width={width} height="24px" />
        </div>
      ))}
    </Skeleton>
  );
}
