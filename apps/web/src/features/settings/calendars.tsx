import type { CalendarFeed, CalendarFeedCreated, Plan } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { queries } from '../../lib/queries.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Day } from '../../ui/moments.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { Entries, Entry } from './section.tsx';
import css from './settings.module.css';

/** The addresses one has made for calendar programs, of one trip or of all; the way to another and to an end of each. */
export function Calendars({ plan }: { plan?: Pick<Plan, 'id' | 'title'> }) {
  const list = useQuery(queries.calendars());
  const heading = useRef<HTMLHeadingElement>(null);
  const [created, setCreated] = useState<CalendarFeedCreated>();
  const [asked, setAsked] = useState<CalendarFeed>();
  const refresh = [queries.calendars().queryKey];
  const make = useChange({
    call: (id: string | undefined) => api.plans.calendar.create.mutate(id === undefined ? {} : { id }),
    refresh,
    said: () => 'The address is made.',
    onDone: setCreated,
  });
  const revoke = useChange({
    call: ({ id }: CalendarFeed) => api.plans.calendar.revoke.mutate({ id }),
    refresh,
    said: () => 'The address is revoked.',
    onDone: (_, { id }) => setCreated((shown) => (shown?.feed.id === id ? undefined : shown)),
  });
  const shown = (list.data ?? []).filter((feed) => plan === undefined || feed.plan === undefined || feed.plan.id === plan.id);
  return (
    <div className="stack">
      {created === undefined ? (
        <div className={css.acts}>
          {plan !== undefined && (
            <Button variant="primary" busy={make.isPending} onClick={() => make.mutate(plan.id)}>
              Make an address for this trip
            </Button>
          )}
          <Button variant={plan === undefined ? 'primary' : 'plain'} busy={make.isPending} onClick={() => make.mutate(undefined)}>
            Make one for all my trips
          </Button>
        </div>
      ) : (
        <ShownOnce
          created={created}
          onClose={() => {
            setCreated(undefined);
            heading.current?.focus();
          }}
        />
      )}
      <Problem title="No address was made." error={make.error} />
      {list.isError && <ErrorState title="Your addresses could not be loaded" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <>
          <h3 ref={heading} tabIndex={-1}>
            {shown.length === 0 ? 'No addresses yet' : 'Addresses in use'}
          </h3>
          {shown.length > 0 && (
            <Entries>
              {shown.map((feed) => (
                <Entry
                  key={feed.id}
                  name={<bdi>{nameOf(feed)}</bdi>}
                  facts={
                    <>
                      Made <Day value={feed.createdAt} />.
                    </>
                  }
                  act={
                    <Button size="sm" aria-label={`Revoke the address of ${nameOf(feed)}`} onClick={() => setAsked(feed)}>
                      Revoke
                    </Button>
                  }
                />
              ))}
            </Entries>
          )}
        </>
      )}
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title="Revoke this address?"
        act="Revoke the address"
        acting="Revoking the address"
        change={revoke}
        doneFocus={heading}
        problem="Not revoked."
      >
        Calendars that subscribed to it are told nothing more. What they have copied stays with them.
      </Confirm>
    </div>
  );
}

/** Of a trip one is not on any more only that there was one is known. */
function nameOf({ plan }: CalendarFeed): string {
  if (plan === undefined) return 'All my trips';
  return plan.title === '' ? 'A trip you are no longer on' : plan.title;
}

function ShownOnce({ created: { url, feed }, onClose }: { created: CalendarFeedCreated; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={css.once}>
      <h3 ref={title} tabIndex={-1}>
        The address of “{nameOf(feed)}”
      </h3>
      <p className="small">
        It is shown this once. Add it to your calendar program as a subscription. Whoever has it reads these trips, so give it to nobody.
      </p>
      <p className={css.secret} data-calendar>
        {url}
      </p>
      <div className={css.acts}>
        <CopyButton text={url} said="The address is copied.">
          Copy the address
        </CopyButton>
        <a className="btn sm" href={url.replace(/^https?:/, 'webcal:')}>
          Open in a calendar program
        </a>
        <Button size="sm" variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
