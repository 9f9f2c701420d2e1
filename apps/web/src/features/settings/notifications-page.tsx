import type { Notifications } from '@tripmaster/contracts';
import { Switch } from '@base-ui/react/switch';
import { CheckIcon } from '@phosphor-icons/react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSignedIn } from '../../lib/use-signed-in.ts';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { account } from './queries.ts';
import css from './settings.module.css';

const MAILS: readonly { kind: keyof Notifications; name: string; about: string }[] = [
  { kind: 'planReady', name: 'A plan is ready', about: 'When you left while it was being made.' },
  { kind: 'planShared', name: 'Sharing a trip', about: 'When you come onto one, your part in it changes, or somebody joins yours.' },
  { kind: 'tripReminders', name: 'A trip is near', about: '7 days and 1 day before it starts, at nine in the morning where you are.' },
];

/** For those who run the server. */
const OPERATORS_MAILS: typeof MAILS = [
  { kind: 'digest', name: 'The week on this server', about: 'Its figures, every Monday.' },
  { kind: 'alerts', name: 'Alerts', about: 'When something on this server is past its limit, and when that is over.' },
];

/** Which mails one wants. A switch works at once, and goes back when the server doesn't take it. */
export function NotificationsPage() {
  usePageTitle('Notifications');
  const user = useSignedIn();
  const client = useQueryClient();
  const { queryKey } = account.notifications;
  const read = useQuery(account.notifications);
  const set = useMutation({
    mutationFn: (wanted: Notifications) => api.account.notifications.set.mutate(wanted),
    // One after the other: the last switch is the one that counts.
    scope: { id: 'notifications' },
    onMutate: async (wanted) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, wanted);
      return { before };
    },
    onSuccess: () => announce('Saved.'),
    onError: (_, __, context) => {
      if (context?.before !== undefined) client.setQueryData(queryKey, context.before);
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const wanted = read.data;
  const mails = user?.role === 'admin' ? [...MAILS, ...OPERATORS_MAILS] : MAILS;
  return (
    <>
      <h1>Notifications</h1>
      <p className="lede">Which mails you want. Those about the security of your account always come.</p>
      <div className={css.list}>
        {read.isPending && <RowsSkeleton label="Your notifications are loading" />}
        {wanted === undefined && read.isError && (
          <ErrorState title="Your notifications could not be loaded" error={read.error} onRetry={() => void read.refetch()} />
        )}
        {wanted !== undefined && (
          <ul className={css.switches}>
            {mails.map(({ kind, name, about }) => (
              <MailSwitch key={kind} name={name} about={about} on={wanted[kind]} onChange={(on) => set.mutate({ ...wanted, [kind]: on })} />
            ))}
          </ul>
        )}
        <Problem title="Not saved." error={set.error} />
      </div>
    </>
  );
}

function MailSwitch({ name, about, on, onChange }: { name: string; about: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <li className={css.switch}>
      <div className={css.what}>
        <p className={css.name} id={`${id}-name`}>
          {name}
        </p>
        <p className="small soft" id={`${id}-about`}>
          {about}
        </p>
      </div>
      <Switch.Root
        className={css.track}
        checked={on}
        onCheckedChange={onChange}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-about`}
      >
        <Switch.Thumb className={css.thumb}>{on && <CheckIcon size={14} weight="bold" aria-hidden />}</Switch.Thumb>
      </Switch.Root>
    </li>
  );
}
