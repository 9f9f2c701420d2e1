import type { ApiTokenCreated, ApiTokenView } from '@tripmaster/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Ago, Day } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { account } from './queries.ts';
import { Entries, Entry } from './section.tsx';
import { scopeWord } from './scopes.ts';
import { TokenForm } from './token-form.tsx';
import css from './settings.module.css';

/** Keys for programs of one's own. */
export function TokensPage() {
  usePageTitle('API tokens');
  const list = useInfiniteQuery(account.tokens);
  const heading = useRef<HTMLHeadingElement>(null);
  const [making, setMaking] = useState(false);
  const [created, setCreated] = useState<ApiTokenCreated>();
  const [asked, setAsked] = useState<ApiTokenView>();
  const revoke = useChange({
    call: ({ id }: ApiTokenView) => api.account.apiTokens.revoke.mutate({ id }),
    refresh: [account.tokens.queryKey],
    said: (_, { name }) => `The token ${name} is revoked.`,
    onDone: (_, { id }) => setCreated((shown) => (shown?.apiToken.id === id ? undefined : shown)),
  });
  const none = list.data?.pages[0]?.items.length === 0;
  const begin = () => {
    setMaking(true);
    setCreated(undefined);
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        API tokens
      </h1>
      <p className="lede">
        For programs of your own that read or change your trips. A token never reaches the account itself.{' '}
        <a href="/api/docs">What programs can call</a>
      </p>
      <div className={css.list}>
        {making && (
          <TokenForm
            onClose={() => setMaking(false)}
            onDone={(answer) => {
              setMaking(false);
              setCreated(answer);
            }}
          />
        )}
        {created !== undefined && (
          <ShownOnce
            created={created}
            onClose={() => {
              setCreated(undefined);
              heading.current?.focus();
            }}
          />
        )}
        {!making && created === undefined && !none && list.isSuccess && (
          <Button variant="primary" onClick={begin}>
            Make a token
          </Button>
        )}
      </div>
      <div className={css.list}>
        <Paged
          list={list}
          noun="tokens"
          empty={
            making || created !== undefined ? null : (
              <EmptyState title="No tokens" text="A token lets a script list your trips, or a calendar keep up with them.">
                <Button variant="primary" onClick={begin}>
                  Make a token
                </Button>
              </EmptyState>
            )
          }
        >
          {(tokens) => (
            <Entries>
              {tokens.map((token) => (
                <Token key={token.id} token={token} onRevoke={setAsked} />
              ))}
            </Entries>
          )}
        </Paged>
      </div>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={`Revoke the token “${asked?.name ?? ''}”?`}
        act="Revoke the token"
        acting="Revoking the token"
        change={revoke}
        doneFocus={heading}
        problem="Not revoked."
      >
        Whatever uses it stops working at once.
      </Confirm>
    </>
  );
}

function Token({ token, onRevoke }: { token: ApiTokenView; onRevoke: (token: ApiTokenView) => void }) {
  const { name, scopes, createdAt, expiresAt, lastUsedAt } = token;
  return (
    <Entry
      name={
        <>
          <bdi>{name}</bdi>
          {scopes.map((scope) => (
            <Flag key={scope}>{scopeWord(scope)}</Flag>
          ))}
        </>
      }
      facts={
        <>
          Made <Day value={createdAt} />, ends <Day value={expiresAt} />.{' '}
          {lastUsedAt === undefined ? (
            'Not used yet.'
          ) : (
            <>
              Last used <Ago value={lastUsedAt} />.
            </>
          )}
        </>
      }
      act={
        <Button size="sm" aria-label={`Revoke the token ${name}`} onClick={() => onRevoke(token)}>
          Revoke
        </Button>
      }
    />
  );
}

function ShownOnce({ created: { token, apiToken }, onClose }: { created: ApiTokenCreated; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={css.once}>
      <h3 ref={title} tabIndex={-1}>
        The token “{apiToken.name}”
      </h3>
      <p className="small">It is shown this once. Copy it into your program now; send it as “Authorization: Bearer …”.</p>
      <p className={css.secret} data-token>
        {token}
      </p>
      <div className={css.acts}>
        <CopyButton text={token} said="The token is copied.">
          Copy the token
        </CopyButton>
        <Button size="sm" variant="primary" onClick={onClose}>
          I have kept it
        </Button>
      </div>
    </div>
  );
}
