import type { MailView } from '@tripmaster/contracts';
import { ArrowClockwiseIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from './figures-frame.tsx';
import { Narrow, NarrowTo } from './narrow.tsx';
import { admin } from './queries.ts';
import { MAIL_STATES, wordOf } from './states.ts';
import { useServerFilter } from './use-server-filter.ts';
import { Work, WorkList } from './work.tsx';

const KINDS = [
  'welcome',
  'verify-email',
  'reset-password',
  'confirm-email-change',
  'email-changed',
  'already-registered',
  'no-account',
  'password-changed',
  'sign-in-locked',
  'codes-locked',
  'second-factor-changed',
  'identity-linked',
  'new-sign-in',
  'plan-invitation',
  'plan-ready',
  'plan-shared',
  'trip-reminder',
  'digest',
  'alert',
] as const;
const REFRESH = [
  ['admin', 'mails'],
  ['admin', 'health'],
];

/** The outbox: what became of each mail, without its address or its words. */
export function MailsList() {
  const [{ mails: state, mail: kind }, show] = useServerFilter();
  const list = useInfiniteQuery(admin.mails({ state, kind }));
  const retryAll = useChange({
    call: () => api.admin.mail.retryAll.mutate(),
    refresh: REFRESH,
    said: ({ retried }) => `${plural(retried, 'mail is', 'mails are')} tried again.`,
  });
  const narrowed = state !== undefined || kind !== undefined;
  return (
    <Sheet title="Mails" about="Newest first; neither to whom they go nor what they say.">
      <Narrow csv={{ table: 'mails', of: 'These mails', query: { state, kind } }}>
        <NarrowTo
          label="State of mails"
          any="Any state"
          options={MAIL_STATES.map((one) => [one.state, one.word] as const)}
          value={state}
          onChange={(mails) => show({ mails })}
        />
        <NarrowTo
          label="Kind of mail"
          any="Any kind"
          options={KINDS.map((one) => [one, kindWord(one)] as const)}
          value={kind}
          onChange={(mail) => show({ mail })}
        />
        <Button busy={retryAll.isPending} onClick={() => retryAll.mutate(undefined)}>
          <ArrowClockwiseIcon size={20} aria-hidden />
          {retryAll.isPending ? 'Having them tried again' : 'Try all given up again'}
        </Button>
      </Narrow>
      <Problem title="Not tried again." error={retryAll.error} />
      <Paged list={list} noun="mails" empty={<p className="small soft">{narrowed ? 'No mail is like this.' : 'No mail was sent yet.'}</p>}>
        {(mails) => (
          <WorkList>
            {mails.map((mail) => (
              <Mail key={mail.id} mail={mail} />
            ))}
          </WorkList>
        )}
      </Paged>
    </Sheet>
  );
}

function Mail({ mail: { id, kind, state, attempts, createdAt, dueAt, sentAt, problem } }: { mail: MailView }) {
  const retry = useChange({ call: () => api.admin.mail.retry.mutate({ id }), refresh: REFRESH, said: () => 'The mail is tried again.' });
  return (
    <Work
      name={kindWord(kind)}
      state={{ ...wordOf(MAIL_STATES, state), fine: state === 'sent' }}
      begunAt={createdAt}
      done={{ word: 'Sent', at: sentAt }}
      dueAt={state === 'waiting' ? dueAt : undefined}
      facts={attempts > 0 ? [plural(attempts, 'attempt')] : []}
      problem={problem}
      retry={retry}
      retryable={state === 'dead'}
    />
  );
}

/** `Plan ready` of `plan-ready`. */
function kindWord(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
