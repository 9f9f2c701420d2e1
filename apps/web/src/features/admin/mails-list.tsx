import type { MailView } from '@tripmaster/contracts';
import { ArrowClockwiseIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { Sheet } from './figures-frame.tsx';
import { readServerFilter } from './filters.ts';
import { admin } from './queries.ts';
import { StateFlag } from './state-flag.tsx';
import { MAIL_STATES, wordOf } from './states.ts';

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
  const filter = useSearch({ from: '/shell/admin/server' });
  const navigate = useNavigate({ from: '/admin/server' });
  const list = useInfiniteQuery(admin.mails(filter));
  const retryAll = useChange({
    call: () => api.admin.mail.retryAll.mutate(),
    refresh: REFRESH,
    said: ({ retried }) => `${plural(retried, 'mail is', 'mails are')} tried again.`,
  });
  const narrowed = filter.mails !== undefined || filter.mail !== undefined;
  const show = (part: Record<string, unknown>) =>
    void navigate({ search: readServerFilter({ ...filter, ...part }), replace: true, resetScroll: false });
  return (
    <Sheet title="Mails" about="Newest first; neither to whom they go nor what they say.">
      <search className={css.narrow}>
        <Select aria-label="State of mails" value={filter.mails ?? ''} onChange={({ target }) => show({ mails: target.value })}>
          <option value="">Any state</option>
          {MAIL_STATES.map(({ state, word }) => (
            <option key={state} value={state}>
              {word}
            </option>
          ))}
        </Select>
        <Select aria-label="Kind of mail" value={filter.mail ?? ''} onChange={({ target }) => show({ mail: target.value })}>
          <option value="">Any kind</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kindWord(kind)}
            </option>
          ))}
        </Select>
        <Button busy={retryAll.isPending} onClick={() => retryAll.mutate(undefined)}>
          <ArrowClockwiseIcon size={20} aria-hidden />
          {retryAll.isPending ? 'Having them tried again' : 'Try all given up again'}
        </Button>
      </search>
      <Problem title="Not tried again." error={retryAll.error} />
      <Paged list={list} noun="mails" empty={<p className="small soft">{narrowed ? 'No mail is like this.' : 'No mail was sent yet.'}</p>}>
        {(mails) => (
          <ul className={css.work}>
            {mails.map((mail) => (
              <Mail key={mail.id} mail={mail} />
            ))}
          </ul>
        )}
      </Paged>
    </Sheet>
  );
}

function Mail({ mail: { id, kind, state, attempts, createdAt, dueAt, sentAt, problem } }: { mail: MailView }) {
  const retry = useChange({ call: () => api.admin.mail.retry.mutate({ id }), refresh: REFRESH, said: () => 'The mail is tried again.' });
  return (
    <li>
      <div>
        <b>{kindWord(kind)}</b> <StateFlag {...wordOf(MAIL_STATES, state)} fine={state === 'sent'} />
        <p className="small soft num">
          {sentAt === undefined ? (
            <>
              From <Ago value={createdAt} />
            </>
          ) : (
            <>
              Sent <Ago value={sentAt} />
            </>
          )}
          {attempts > 0 && `, ${plural(attempts, 'attempt')}`}
          {state === 'waiting' && dueAt !== undefined && (
            <>
              , due <Moment value={dueAt} />
            </>
          )}
        </p>
        {problem !== undefined && <p className={`small ${css.fault}`}>{problem}</p>}
        <Problem title="Not tried again." error={retry.error} />
      </div>
      <div className={css.decide}>
        {state === 'dead' && (
          <Button size="sm" aria-label={`Try again: ${kind}`} busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
            <ArrowClockwiseIcon size={20} aria-hidden />
            Try again
          </Button>
        )}
      </div>
    </li>
  );
}

/** `Plan ready` of `plan-ready`. */
function kindWord(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
