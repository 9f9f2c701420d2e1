import type { Health } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatCount, plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Ghost, Skeleton } from '../../ui/marks.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { durationText } from './duration.ts';
import { Sheet } from './figures-frame.tsx';
import figures from './figures.module.css';
import { JobsList } from './jobs-list.tsx';
import { MailsList } from './mails-list.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';
import { StateFlag } from './state-flag.tsx';
import { HEALTH_WORDS } from './states.ts';

/** What the server says is wrong, in words; faults of other kinds have names of their own. */
const PROBLEMS: Readonly<Record<string, string>> = {
  slow: 'It answers slowly.',
  missing: 'Migrations are missing: the server has not been started since they came.',
  'of-a-newer-release': 'It was migrated by a newer release.',
  'nearly-full': 'It is nearly full.',
  'waits-long': 'Something has waited for long.',
  'given-up': 'Something was given up.',
  late: 'Something is late.',
  'no-answer': 'It did not answer in time.',
};
const GIB = 1_073_741_824;

/** How the server is, part by part, and what it does by itself. */
export function ServerPage() {
  usePageTitle('Server');
  const { data, error, refetch } = useQuery(admin.health());
  return (
    <>
      <h1>Server</h1>
      <p className="lede">How it is, what it does by itself, and the mails it sends.</p>
      <WithSecondFactor error={error}>
        <div className={`${figures.body} ${figures.spaced}`}>
          {data === undefined ? (
            error === null ? (
              <Skeleton label="Asking how the server is">
                <Ghost height="260px" />
              </Skeleton>
            ) : (
              <ErrorState title="How the server is could not be asked." error={error} onRetry={() => void refetch()} />
            )
          ) : (
            <>
              <Problem title="Not up to date." error={error} />
              <HealthSheet health={data} />
            </>
          )}
          <JobsList />
          <MailsList />
          {data !== undefined && data.schedules.items.length > 0 && <Schedules items={data.schedules.items} />}
        </div>
      </WithSecondFactor>
    </>
  );
}

function HealthSheet({ health }: { health: Health }) {
  const { version, uptimeSeconds, database, migrations, disk, jobs, mail, schedules } = health;
  return (
    <>
      <Sheet title="Health" about={`Version ${version}, up for ${durationText(uptimeSeconds)}. Asked again every ten seconds.`}>
        <ul className={css.parts}>
          <Part name="Database" {...database}>
            {database.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}
            {database.milliseconds !== undefined && <>, answers in {formatCount(database.milliseconds)}&nbsp;ms</>}
          </Part>
          <Part name="Schema" {...migrations}>
            {migrations.applied !== undefined && `${formatCount(migrations.applied)} of ${formatCount(migrations.known ?? 0)} migrations`}
          </Part>
          <Part name="Disk" {...disk}>
            {disk.freeBytes !== undefined && disk.totalBytes !== undefined && (
              <>
                {gib(disk.freeBytes)} of {gib(disk.totalBytes)} free
              </>
            )}
          </Part>
          <Part name="Jobs" {...jobs}>
            {queueText(jobs, 'given up')}
          </Part>
          <Part name="Mails" {...mail}>
            {queueText(mail, 'given up')}
          </Part>
          <Part name="Schedules" status={schedules.status} problem={schedules.problem}>
            {plural(schedules.items.length, 'schedule')}
          </Part>
        </ul>
      </Sheet>
    </>
  );
}

/** What the server does by the clock. */
function Schedules({ items }: Pick<Health['schedules'], 'items'>) {
  return (
    <Sheet title="Schedules" about="What the server does by the clock.">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard */}
      <section className={figures.scroll} aria-label="Schedules" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Last</th>
              <th scope="col">Next</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ name, lastAt, dueAt }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{lastAt === undefined ? <span className="soft">Not yet</span> : <Ago value={lastAt} />}</td>
                <td>
                  <Moment value={dueAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Sheet>
  );
}

function Part({
  name,
  status,
  problem,
  children,
}: {
  name: string;
  status: Health['status'];
  problem?: string | undefined;
  children: ReactNode;
}) {
  const { word, tone } = HEALTH_WORDS[status];
  return (
    <li>
      <b>{name}</b>
      <StateFlag word={word} tone={tone} fine={status === 'ok'} />
      <span className="small num">
        {children}
        {problem !== undefined && <span className={css.cause}>{PROBLEMS[problem] ?? problem}</span>}
      </span>
    </li>
  );
}

type Queue = Pick<Health['jobs'], 'waiting' | 'running' | 'dead' | 'oldestSeconds'>;

function queueText({ waiting, running, dead, oldestSeconds }: Queue, deadWord: string): string {
  return [
    ...(waiting === undefined ? [] : [`${formatCount(waiting)} waiting`]),
    ...(running === undefined ? [] : [`${formatCount(running)} under way`]),
    ...(dead === undefined ? [] : [`${formatCount(dead)} ${deadWord}`]),
    ...(oldestSeconds === undefined || oldestSeconds === 0 ? [] : [`the next has waited ${durationText(oldestSeconds)}`]),
  ].join(', ');
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)}\u00a0GiB`;
}
