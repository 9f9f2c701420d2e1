import type { ActivityEvent } from '@tripmaster/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { usePageTitle } from '../../lib/page-title.ts';
import { Flag } from '../../ui/marks.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { actionName, activityText } from '../../lib/audit-words.ts';
import { account } from './queries.ts';
import { Entries, Entry } from './section.tsx';
import css from './settings.module.css';

/** What happened to the account, newest first. */
export function ActivityPage() {
  usePageTitle('Activity');
  const list = useInfiniteQuery(account.activity);
  return (
    <>
      <h1>Activity</h1>
      <p className="lede">What happened to this account and what you did, newest first. If something was not you, change the password.</p>
      <div className={css.list}>
        <Paged
          list={list}
          noun="events"
          empty={<EmptyState title="Nothing yet" text="What happens to the account from now on is written down here." />}
        >
          {(events) => (
            <Entries>
              {events.map((event, index) => (
                <Event key={`${event.at} ${index}`} event={event} />
              ))}
            </Entries>
          )}
        </Paged>
      </div>
    </>
  );
}

function Event({ event: { at, action, byOther, toOther, detail } }: { event: ActivityEvent }) {
  return (
    <Entry
      name={
        <>
          {toOther ? `${actionName(action)}.` : activityText(action, detail)} {byOther && <Flag tone="tight">By somebody else</Flag>}
          {toOther && <Flag>For somebody else</Flag>}
        </>
      }
      facts={
        <>
          <Moment value={at} />, <Ago value={at} />
        </>
      }
    />
  );
}
