import { Switch } from '@base-ui/react/switch';
import { CheckIcon } from '@phosphor-icons/react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { Problem } from '../../ui/problem.tsx';
import { account } from './queries.ts';
import { Section } from './section.tsx';
import css from './settings.module.css';

/** Whether what one does is counted as one's own. Nothing where the server counts nobody. */
export function CountingSection() {
  const id = useId();
  const client = useQueryClient();
  const { queryKey } = account.counting;
  const read = useQuery(account.counting);
  const set = useMutation({
    mutationFn: (counted: boolean) => api.account.analytics.set.mutate({ counted }),
    scope: { id: 'counting' },
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      announce('Saved.');
    },
  });
  if (read.data === undefined || read.data.mode === 'off') return null;
  const { mode, counted = mode === 'on' } = read.data;
  const on = set.isPending ? set.variables : counted;
  return (
    <Section title="What is counted" about="Which pages are of use and what trips are made of, for whoever runs this server.">
      <ul className={css.switches}>
        <li className={css.switch}>
          <div className={css.what}>
            <p className={css.name} id={`${id}-name`}>
              Count what I do as one person’s
            </p>
            <p className="small soft" id={`${id}-about`}>
              Under a number, without your name, address or anything you typed. Off: plans you make are counted, not whose they are, and
              what was counted before leads to nobody any more.
            </p>
          </div>
          <Switch.Root
            className={css.track}
            checked={on}
            onCheckedChange={(wanted) => set.mutate(wanted)}
            aria-labelledby={`${id}-name`}
            aria-describedby={`${id}-about`}
          >
            <Switch.Thumb className={css.thumb}>{on && <CheckIcon size={14} weight="bold" aria-hidden />}</Switch.Thumb>
          </Switch.Root>
        </li>
      </ul>
      <Problem title="Not saved." error={set.error} />
    </Section>
  );
}
