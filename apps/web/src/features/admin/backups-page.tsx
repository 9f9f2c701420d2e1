import type { BackupView } from '@tripmaster/contracts';
import { ArchiveIcon, CheckCircleIcon, ListBulletsIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { formatMoment } from '../../lib/moments.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { sizeText } from '../files/words.ts';
import css from './admin.module.css';
import { FILES_WORDS, PROBLEMS, stateOf, verdictOf } from './backup-words.ts';
import figures from './figures.module.css';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';
import { StateFlag } from './state-flag.tsx';

const REFRESH = [['admin', 'backups']];

/** Copies of everything: made, looked at and verified here; the way back is the command line's. */
export function BackupsPage() {
  usePageTitle('Backups');
  const list = useInfiniteQuery(admin.backups());
  const create = useChange({
    call: () => api.admin.backups.create.mutate(),
    refresh: REFRESH,
    said: () => 'A backup is being made.',
  });
  const newest = list.data?.pages[0]?.items[0];
  const making = newest?.state === 'running' || newest?.state === 'waiting';
  const make = (
    <Button variant="primary" busy={create.isPending || making} onClick={() => create.mutate(undefined)}>
      <ArchiveIcon size={20} aria-hidden />
      {making ? `Making a backup${newest.progress === undefined ? '' : `, ${newest.progress}\u00a0%`}` : 'Back up now'}
    </Button>
  );
  const isEmpty = list.data?.pages[0]?.items.length === 0;
  return (
    <>
      <h1>Backups</h1>
      <p className="lede">
        Each is one file with everything in the database, and what people attached. They lie on the server’s own disk: copy them to another
        machine, and keep secrets.json apart from them.
      </p>
      <WithSecondFactor error={list.error}>
        <div className={`${figures.body} ${figures.spaced}`}>
          <Problem title="No backup was begun." error={create.error} />
          {list.data !== undefined && !isEmpty && <p>{make}</p>}
          <Paged
            list={list}
            noun="backups"
            empty={
              <EmptyState
                title="No backup yet"
                text="One is made each night, unless that was turned off. It takes about a minute a gigabyte."
              >
                {make}
              </EmptyState>
            }
          >
            {(backups) => (
              <ul className={css.work} aria-label="Backups">
                {backups.map((backup) => (
                  <Backup key={backup.id} backup={backup} />
                ))}
              </ul>
            )}
          </Paged>
          <p className="small soft">
            To bring one back, run <code>npm run tripmaster -- backups restore &lt;file&gt;</code> on the server. It goes into a new
            database of either engine, and over none.
          </p>
        </div>
      </WithSecondFactor>
    </>
  );
}

function Backup({ backup }: { backup: BackupView }) {
  const { id, state, createdAt, progress, problem, file, content, verification } = backup;
  const verify = useChange({
    call: () => api.admin.backups.verify.mutate({ id }),
    refresh: REFRESH,
    said: () => 'The backup is being verified.',
  });
  const verifying = verification?.state === 'waiting' || verification?.state === 'running';
  return (
    <li>
      <div>
        <b>
          <Moment value={createdAt} />
        </b>{' '}
        {state === 'done' ? <StateFlag {...verdictOf(verification)} /> : <StateFlag {...stateOf(state)} />}
        {file !== undefined && content !== undefined && (
          <p className="small soft num">
            {`${sizeText(file.bytes)}, ${formatCount(content.rows)} rows, ${FILES_WORDS[content.files.where](content.files)}, `}
            {`${content.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, schema ${content.schema}, version ${content.release}`}
            {!file.here && ', on another server’s disk'}
          </p>
        )}
        {state !== 'done' && (
          <p className="small soft num">
            Asked for <Ago value={createdAt} />
            {progress !== undefined && `, ${progress}\u00a0%`}
          </p>
        )}
        {verification?.progress !== undefined && <p className="small soft num">{`Verifying, ${verification.progress}\u00a0%`}</p>}
        {verification?.at !== undefined && (
          <p className="small soft num">
            Verified <Ago value={verification.at} />
          </p>
        )}
        <Fault problem={problem ?? verification?.problem} />
        <Problem title="Not verified." error={verify.error} />
        {content !== undefined && <Tables tables={content.tables} name={file?.name ?? ''} />}
      </div>
      {state === 'done' && (
        <div className={css.decide}>
          <Button
            size="sm"
            aria-label={`${verifying ? 'Verifying' : 'Verify'} the backup of ${formatMoment(createdAt)}`}
            busy={verify.isPending || verifying}
            onClick={() => verify.mutate(undefined)}
          >
            <CheckCircleIcon size={20} aria-hidden />
            {verifying ? 'Verifying' : 'Verify'}
          </Button>
        </div>
      )}
    </li>
  );
}

function Fault({ problem }: { problem: string | undefined }) {
  if (problem === undefined) return null;
  return <p className={`small ${css.fault}`}>{PROBLEMS[problem] ?? problem}</p>;
}

function Tables({ tables, name }: { tables: readonly { name: string; rows: number }[]; name: string }) {
  const filled = tables.filter(({ rows }) => rows > 0);
  return (
    <details className={css.method}>
      <summary className="small">
        <ListBulletsIcon size={20} aria-hidden /> What is in it
      </summary>
      <p className="small num">{name}</p>
      <p className="small num">
        {filled.map(({ name: table, rows }) => `${table} ${formatCount(rows)}`).join(', ')}
        {filled.length < tables.length && `; ${plural(tables.length - filled.length, 'table')} without rows`}
      </p>
    </details>
  );
}
