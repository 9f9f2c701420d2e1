import type { AlertChange, AlertTold, AlertView } from '@tripmaster/contracts';
import { WarningCircleIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { readFailure } from '../../lib/failure.ts';
import { formatList, plural } from '../../lib/format.ts';
import { Flag } from '../../ui/marks.tsx';
import { Moment } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import css from './admin.module.css';
import { METRICS, valueText } from './alert-words.ts';
import { lengthText } from './duration.ts';
import { Sheet } from './figures-frame.tsx';
import { kindOf, readAlertsFilter } from './filters.ts';
import { Narrow, NarrowTo } from './narrow.tsx';
import { admin } from './queries.ts';

const WHAT = [
  ['test', 'Tests'],
  ['all', 'Everything'],
] as const;

/** What rules did, newest first: what fired, for how long, how bad it got, and who was told by what. */
export function AlertHistory({ rules, heading }: { rules: readonly AlertView[]; heading: RefObject<HTMLHeadingElement | null> }) {
  const filter = useSearch({ from: '/shell/admin/alerts' });
  const navigate = useNavigate({ from: '/admin/alerts' });
  const { rule, what } = filter;
  const list = useInfiniteQuery(admin.alertHistory(filter));
  const show = (part: Record<string, unknown>) => void navigate({ search: readAlertsFilter({ ...filter, ...part }), resetScroll: false });
  // A message leads here because of one rule: what it did is what its reader came for.
  const came = useRef(rule !== undefined);
  useEffect(() => {
    if (came.current) heading.current?.focus();
    came.current = false;
  }, [heading]);
  const gone = rule !== undefined && list.isError && readFailure(list.error).code === 'not-found';
  return (
    <Sheet title="What happened" about="Newest first, with the rule as it was then. Kept for 400 days." heading={heading}>
      <Narrow csv={{ table: 'alert-history', of: 'What happened', query: { id: rule, kind: kindOf(what) } }}>
        <NarrowTo
          label="Rule"
          any="All rules"
          options={rules.map(({ id, rule: { name } }) => [id, name] as const)}
          value={rule}
          onChange={(id) => show({ rule: id })}
        />
        <NarrowTo label="Kind of entry" any="Alerts" options={WHAT} value={what} onChange={(next) => show({ what: next })} />
      </Narrow>
      {gone ? (
        <p className="small soft">This rule was removed, and its history with it.</p>
      ) : (
        <Paged list={list} noun="entries" empty={<p className="small soft">{emptyText(filter)}</p>}>
          {(changes) => (
            <ol className={css.happened}>
              {changes.map((change) => (
                <Happened key={change.id} change={change} asOf={list.dataUpdatedAt} among={what === 'all'} />
              ))}
            </ol>
          )}
        </Paged>
      )}
    </Sheet>
  );
}

function emptyText({ rule, what }: ReturnType<typeof readAlertsFilter>): string {
  const who = rule === undefined ? 'No rule' : 'This rule';
  const never = rule === undefined ? 'has' : 'has never';
  if (what === 'test') return `${who} ${never} been tested.`;
  return what === 'all' ? `${who} ${never} done anything yet.` : `${who} ${never} fired.`;
}

function Happened({
  change,
  asOf,
  among,
}: {
  change: AlertChange;
  asOf: number;
  /** Entries of other kinds, so that each says which it is. */ among: boolean;
}) {
  const { kind, rule, at, overAt, value, worst, silenced, told } = change;
  // Of what was written down before its end was, nothing is known of it.
  const fires = kind === 'fired' && overAt === undefined && told !== undefined;
  const lasted = kind === 'fired' && (overAt !== undefined || fires);
  const until = overAt === undefined ? asOf : Date.parse(overAt);
  return (
    <li>
      <p className="small num">
        <Moment value={at} />
        {lasted && <span className={css.more}>{`${fires ? 'for' : 'lasted'} ${lengthText((until - Date.parse(at)) / 1000)}`}</span>}
      </p>
      <div>
        <p>
          <b>
            <bdi>{rule.name}</bdi>
          </b>{' '}
          {(fires || among || kind !== 'fired') && <KindFlag kind={kind} fires={fires} />}
        </p>
        {kind === 'reset' ? (
          <p className="small">The rule was changed while it fired, and began anew.</p>
        ) : (
          <p className="small">
            {METRICS[rule.metric].name}:{' '}
            {value === undefined ? 'could not be measured' : <b className="num">{valueText(rule.metric, value)}</b>}
            {worst !== undefined && worst !== value && (
              <>
                , at worst <b className="num">{valueText(rule.metric, worst)}</b>
              </>
            )}
            <span className="soft num">{`; tells when ${rule.when} ${valueText(rule.metric, rule.threshold)}`}</span>
          </p>
        )}
        {kind !== 'reset' && <Told told={told} silenced={silenced} />}
      </div>
    </li>
  );
}

function KindFlag({ kind, fires }: { kind: AlertChange['kind']; fires: boolean }) {
  if (fires)
    return (
      <Flag tone="broken" icon={WarningCircleIcon}>
        Fires
      </Flag>
    );
  return <Flag>{{ fired: 'Alert', over: 'Over', test: 'Test', reset: 'Changed' }[kind]}</Flag>;
}

/** Who was told by what, and what was not taken. */
function Told({ told, silenced }: { told: AlertTold[] | undefined; silenced: boolean }): ReactNode {
  if (told === undefined) return null;
  if (told.length === 0) return <p className="small">{silenced ? 'Nobody was told: it was silenced.' : 'Nobody was told.'}</p>;
  const taken = told.filter(({ state }) => state === 'taken');
  const waiting = told.filter(({ state }) => state === 'waiting');
  return (
    <>
      {taken.length > 0 && <p className="small">Told by {formatList(taken.map(channelText))}.</p>}
      {waiting.length > 0 && <p className="small">Not taken yet, and tried again: {formatList(waiting.map(channelText))}.</p>}
      {told
        .filter(({ state }) => state === 'refused')
        .map(({ problem, ...one }) => (
          <p key={channelText(one)} className={`small ${css.alarm}`}>
            <WarningCircleIcon size={16} weight="fill" aria-hidden />
            {one.channel === 'mail'
              ? 'Nobody was told by mail: no administrator wants alerts.'
              : `Not told by ${channelText(one)}${problem === undefined ? '' : `: ${problem}`}.`}
          </p>
        ))}
    </>
  );
}

function channelText({ channel, host, people }: Pick<AlertTold, 'channel' | 'host' | 'people'>): string {
  if (channel === 'mail') return people === undefined ? 'mail' : `mail to ${plural(people, 'administrator')}`;
  return host === undefined ? channel : `${channel} at ${host}`;
}
