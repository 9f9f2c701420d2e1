import type { WebhookCreated, WebhookDelivery, WebhookView } from '@tripmaster/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { formatList } from '../../lib/format.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { Ago, Day } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { account } from './queries.ts';
import { Entry } from './section.tsx';
import css from './settings.module.css';
import { EVENTS, eventLabel } from './webhook-events.ts';

/** One webhook: where it leads, what it is told of, whether that arrives. */
export function WebhookEntry({
  hook,
  onSecret,
  onRemove,
}: {
  hook: WebhookView;
  onSecret: (created: WebhookCreated) => void;
  onRemove: (hook: WebhookView) => void;
}) {
  const [open, setOpen] = useState(false);
  const { id, url, events, enabled, failures, createdAt } = hook;
  const refresh = [account.webhooks.queryKey, account.deliveries(id).queryKey];
  const failed = { onError: (error: unknown) => toastProblem(`Not done. ${readFailure(error).message}`) };
  const test = useChange({
    call: () => api.plans.webhooks.test.mutate({ id }),
    refresh,
    said: () => 'A test is on its way.',
    onDone: () => setOpen(true),
  });
  const change = useChange({
    call: (next: boolean) => api.plans.webhooks.update.mutate({ id, enabled: next }),
    refresh,
    said: (_, next) => (next ? 'The webhook is on.' : 'The webhook is off.'),
  });
  const rotate = useChange({
    call: () => api.plans.webhooks.rotateSecret.mutate({ id }),
    said: () => 'The secret is new.',
    onDone: onSecret,
  });
  return (
    <>
      <Entry
        name={
          <>
            <bdi>{url}</bdi>
            {!enabled && <Flag tone="tight">Off</Flag>}
          </>
        }
        facts={
          <>
            {events.length === EVENTS.length ? 'Told of everything' : formatList(events.map(eventLabel))}. Made <Day value={createdAt} />.{' '}
            {failures > 0 && `${failures} in a row could not be delivered.`}
          </>
        }
        act={
          <div className={css.acts}>
            <Button
              size="sm"
              aria-expanded={open}
              aria-label={`${open ? 'Hide what' : 'What'} was sent to ${url}`}
              onClick={() => setOpen(!open)}
            >
              {open ? 'Hide what was sent' : 'What was sent'}
            </Button>
            <Menu label={`More for ${url}`} trigger="More" look={{ size: 'sm', variant: 'quiet' }}>
              <MenuItem disabled={!enabled || test.isPending} onSelect={() => test.mutate(undefined, failed)}>
                Send a test
              </MenuItem>
              <MenuItem onSelect={() => change.mutate(!enabled, failed)}>{enabled ? 'Switch it off' : 'Switch it on'}</MenuItem>
              <MenuItem onSelect={() => rotate.mutate(undefined, failed)}>Make a new secret</MenuItem>
              <MenuLine />
              <MenuItem danger onSelect={() => onRemove(hook)}>
                Remove
              </MenuItem>
            </Menu>
          </div>
        }
      />
      {open && (
        <li className={css.sent}>
          <Deliveries id={id} />
        </li>
      )}
    </>
  );
}

const STATES = { waiting: 'Waiting', delivered: 'Delivered', 'given-up': 'Given up' } as const;
const TONES = { waiting: 'plain', delivered: 'checked', 'given-up': 'broken' } as const;

function Deliveries({ id }: { id: string }) {
  const list = useInfiniteQuery({
    ...account.deliveries(id),
    // While something waits, what becomes of it is worth looking for.
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some((one) => one.state === 'waiting') === true ? 3_000 : false),
  });
  return (
    <Paged list={list} noun="deliveries" empty={<p className="small soft">Nothing was sent yet.</p>}>
      {(deliveries) => (
        <ul>
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
    </Paged>
  );
}

function Delivery({ delivery: { event, state, attempts, createdAt, problem, status } }: { delivery: WebhookDelivery }) {
  return (
    <li className={css.delivery}>
      <span>{eventLabel(event)}</span>
      <Flag tone={TONES[state]}>{STATES[state]}</Flag>
      <span className="small soft">
        <Ago value={createdAt} />
        {attempts > 1 && `, ${attempts} tries`}
        {problem === undefined ? status !== undefined && `, HTTP ${status}` : `, ${problem}`}
      </span>
    </li>
  );
}
