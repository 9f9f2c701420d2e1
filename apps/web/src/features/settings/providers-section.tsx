import type { SecurityOverview } from '@tripmaster/contracts';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Day } from '../../ui/moments.tsx';
import { account } from './queries.ts';
import { Entries, Entry, Section } from './section.tsx';

type Linked = SecurityOverview['openId'][number];

/** Providers (OpenID Connect) that may sign the person in. */
export function ProvidersSection({ linked }: { linked: readonly Linked[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState<Linked>();
  const unlink = useChange({
    call: ({ issuer }: Linked) => api.account.openId.unlink.mutate({ issuer }),
    refresh: [account.security.queryKey],
    said: (_, { issuer }) => `${hostOf(issuer)} may sign you in no more.`,
  });
  // Once the last one is gone the section stays for whoever took it away, with the focus on it.
  if (linked.length === 0 && !unlink.isSuccess) return null;
  return (
    <Section
      heading={heading}
      title="Sign-in by others"
      about={linked.length === 0 ? 'No provider may sign you in.' : 'These providers may sign you in.'}
    >
      <Entries>
        {linked.map((one) => (
          <Entry
            key={one.issuer + one.email}
            name={<bdi>{hostOf(one.issuer)}</bdi>}
            facts={
              <>
                <bdi>{one.email}</bdi>, linked <Day value={one.createdAt} />
              </>
            }
            act={
              <Button size="sm" aria-label={`Unlink ${hostOf(one.issuer)}`} onClick={() => setAsked(one)}>
                Unlink
              </Button>
            }
          />
        ))}
      </Entries>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={`Unlink ${hostOf(asked?.issuer ?? '')}?`}
        act="Unlink"
        acting="Unlinking"
        change={unlink}
        doneFocus={heading}
        problem="Not unlinked."
      >
        It signs you in no more. While it vouches for this account’s address, signing in there links it again.
      </Confirm>
    </Section>
  );
}

function hostOf(issuer: string): string {
  return URL.parse(issuer)?.host ?? issuer;
}
