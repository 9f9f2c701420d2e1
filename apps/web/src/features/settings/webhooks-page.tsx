import { MOST_WEBHOOKS, type WebhookCreated, type WebhookView } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { account } from './queries.ts';
import { Entries } from './section.tsx';
import css from './settings.module.css';
import { WebhookEntry } from './webhook-entry.tsx';
import { WebhookForm } from './webhook-form.tsx';

/** Programs of one's own that are told of what happens to one's trips. */
export function WebhooksPage() {
  usePageTitle('Webhooks');
  const list = useQuery(account.webhooks);
  const heading = useRef<HTMLHeadingElement>(null);
  const [making, setMaking] = useState(false);
  const [created, setCreated] = useState<WebhookCreated>();
  const [asked, setAsked] = useState<WebhookView>();
  const remove = useChange({
    call: ({ id }: WebhookView) => api.plans.webhooks.remove.mutate({ id }),
    refresh: [account.webhooks.queryKey],
    said: () => 'The webhook is removed.',
    onDone: (_, { id }) => setCreated((shown) => (shown?.webhook.id === id ? undefined : shown)),
  });
  const begin = () => {
    setMaking(true);
    setCreated(undefined);
  };
  const hooks = list.data;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Webhooks
      </h1>
      <p className="lede">Addresses of your own programs that are told when something happens to your trips. They get ids, no contents.</p>
      <div className={css.list}>
        {making && (
          <WebhookForm
            onClose={() => setMaking(false)}
            onDone={(answer) => {
              setMaking(false);
              setCreated(answer);
            }}
          />
        )}
        {created !== undefined && (
          <SecretOnce
            created={created}
            onClose={() => {
              setCreated(undefined);
              heading.current?.focus();
            }}
          />
        )}
        {!making && created === undefined && hooks !== undefined && hooks.length > 0 && hooks.length < MOST_WEBHOOKS && (
          <Button variant="primary" onClick={begin}>
            Make a webhook
          </Button>
        )}
      </div>
      <div className={css.list}>
        {list.isPending && <RowsSkeleton label="The webhooks are loading" />}
        {list.isError && hooks === undefined && (
          <ErrorState title="The webhooks could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {hooks !== undefined && hooks.length === 0 && !making && created === undefined && (
          <EmptyState title="No webhooks" text="A webhook lets a program of yours act when a trip changes, without asking all the time.">
            <Button variant="primary" onClick={begin}>
              Make a webhook
            </Button>
          </EmptyState>
        )}
        {hooks !== undefined && hooks.length > 0 && (
          <Entries>
            {hooks.map((hook) => (
              <WebhookEntry key={hook.id} hook={hook} onSecret={setCreated} onRemove={setAsked} />
            ))}
          </Entries>
        )}
      </div>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title="Remove the webhook?"
        act="Remove the webhook"
        acting="Removing the webhook"
        change={remove}
        doneFocus={heading}
        problem="Not removed."
      >
        <bdi>{asked?.url}</bdi> is told of nothing any more, and what waits for it is dropped.
      </Confirm>
    </>
  );
}

function SecretOnce({ created: { secret, webhook }, onClose }: { created: WebhookCreated; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={css.once}>
      <h3 ref={title} tabIndex={-1}>
        The secret of <bdi>{webhook.url}</bdi>
      </h3>
      <p className="small">It is shown this once. What is sent is signed with it, by the Standard Webhooks convention.</p>
      <p className={css.secret} data-token>
        {secret}
      </p>
      <div className={css.acts}>
        <CopyButton text={secret} said="The secret is copied.">
          Copy the secret
        </CopyButton>
        <Button size="sm" variant="primary" onClick={onClose}>
          I have kept it
        </Button>
      </div>
    </div>
  );
}
