import type { AuditEvent, AuditVerification } from '@tripmaster/contracts';
import { SealCheckIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { api } from '../../lib/api.ts';
import { AUDIT_ACTIONS, actionName, detailText } from '../../lib/audit-words.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/marks.tsx';
import { Moment } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { Email } from './email.tsx';
import { readLogFilter } from './filters.ts';
import { Narrow, NarrowTo } from './narrow.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';

type Checked = AuditVerification & { at: string };

/** The log of everything that gave or took power, and whether anybody has changed it since. */
export function AuditPage() {
  usePageTitle('Audit log');
  const filter = useSearch({ from: '/shell/admin/audit' });
  const navigate = useNavigate({ from: '/admin/audit' });
  const list = useInfiniteQuery(admin.log(filter));
  const [checked, setChecked] = useState<Checked>();
  const verify = useChange({
    call: async () => api.admin.audit.verify.query(),
    onDone: (result) => setChecked({ ...result, at: new Date().toISOString() }),
  });
  const brokenAt = checked?.brokenAt;
  return (
    <>
      <h1>Audit log</h1>
      <p className="lede">Each entry carries a seal over the one before. A changed or missing entry breaks the chain at its place.</p>
      <WithSecondFactor error={list.error}>
        <Narrow csv={{ table: 'audit', of: 'The log', query: { action: filter.action } }}>
          <NarrowTo
            label="What was done"
            any="Everything"
            options={AUDIT_ACTIONS.map((action) => [action, actionName(action)] as const)}
            value={filter.action}
            onChange={(action) => void navigate({ search: readLogFilter({ action }) })}
          />
          <Button busy={verify.isPending} onClick={() => verify.mutate(undefined)}>
            <SealCheckIcon size={20} aria-hidden />
            {verify.isPending ? 'Checking the chain' : 'Check the chain'}
          </Button>
        </Narrow>
        <div className={css.verdict} aria-live="polite">
          {checked !== undefined && <Verdict checked={checked} />}
        </div>
        <Problem title="Not checked." error={verify.error} />
        {filter.at !== undefined && (
          <p className={`small ${css.from}`}>
            From entry <span className="num">{formatCount(filter.at)}</span> back.{' '}
            <Link to="/admin/audit" search={{}}>
              Show the newest
            </Link>
          </p>
        )}
        <Paged
          list={list}
          noun="entries"
          empty={<p className={css.none}>{filter.action === undefined ? 'Nothing is written down yet.' : 'No entry of this kind.'}</p>}
        >
          {(events) => <LogTable events={events} brokenAt={brokenAt} problem={checked?.problem} whole={filter.action === undefined} />}
        </Paged>
      </WithSecondFactor>
    </>
  );
}

function Verdict({ checked: { whole, checked, brokenAt, problem, at } }: { checked: Checked }) {
  if (whole)
    return (
      <Note tone="checked" icon={SealCheckIcon}>
        <b className="ok">The chain is whole.</b> {plural(checked, 'entry', 'entries')}, each sealed over the one before. Checked{' '}
        <Moment value={at} />.
      </Note>
    );
  return (
    <Note tone="broken" icon={WarningCircleIcon}>
      <b className="broken">
        The chain is broken at entry <span className="num">{brokenAt === undefined ? '?' : formatCount(brokenAt)}</span>
        {problem === undefined ? '' : `: ${problem}`}.
      </b>{' '}
      {checked === 0 ? 'No entry before it can be relied on.' : `${plural(checked, 'entry', 'entries')} before it hold.`} Checked{' '}
      <Moment value={at} />.{' '}
      {brokenAt !== undefined && (
        <Link to="/admin/audit" search={{ at: brokenAt }}>
          Show the place
        </Link>
      )}
    </Note>
  );
}

function LogTable({
  events,
  brokenAt,
  problem,
  whole,
}: {
  events: AuditEvent[];
  brokenAt: number | undefined;
  problem: string | undefined;
  /** Whether entries stand without gaps, so that a gap means something. */ whole: boolean;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
    <section className={css.scroll} aria-label="Entries" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="n">
              Entry
            </th>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">By</th>
            <th scope="col">To</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event, index) => {
            const next = events[index + 1];
            const gap = whole && brokenAt !== undefined && event.seq > brokenAt && next !== undefined && next.seq < brokenAt;
            return (
              <Fragment key={event.seq}>
                <Row event={event} broken={event.seq === brokenAt} problem={problem} />
                {gap && (
                  <tr className={css.broken}>
                    <td className="n">{formatCount(brokenAt)}</td>
                    <td colSpan={4}>
                      <Broken problem={problem} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Broken({ problem }: { problem: string | undefined }) {
  return (
    <span className={css.alarm}>
      <WarningCircleIcon size={16} weight="fill" aria-hidden />
      The chain is broken here{problem === undefined ? '' : `: ${problem}`}.
    </span>
  );
}

function Row({ event, broken, problem }: { event: AuditEvent; broken: boolean; problem: string | undefined }) {
  const facts = detailText(event.detail);
  const own = event.actor !== undefined && event.actor === event.subject;
  return (
    <tr className={broken ? css.broken : undefined}>
      <td className="n">{formatCount(event.seq)}</td>
      <td>
        <Moment value={event.at} />
      </td>
      <td>
        {actionName(event.action)}
        {facts !== '' && <span className={css.more}>{facts}</span>}
        {broken && <Broken problem={problem} />}
      </td>
      <td className={css.who}>
        <Who email={event.actorEmail} pseudonym={event.actor} none="The server" />
      </td>
      <td className={css.who}>
        {own ? <span className="soft">Themselves</span> : <Who email={event.subjectEmail} pseudonym={event.subject} none="" />}
      </td>
    </tr>
  );
}

/** Somebody by address while the account exists; by pseudonym afterwards. */
function Who({ email, pseudonym, none }: { email: string | undefined; pseudonym: string | undefined; none: string }) {
  if (email !== undefined) return <Email value={email} />;
  if (pseudonym === undefined) return <span className="soft">{none}</span>;
  return (
    <span className="soft" title={pseudonym}>
      Deleted account {pseudonym.slice(-6)}
    </span>
  );
}
