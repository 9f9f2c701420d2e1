import type { AccountUpdate, User } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { signedInAs } from '../../lib/session.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { Ghost, Skeleton } from '../../ui/marks.tsx';
import { Day } from '../../ui/moments.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { EmailSection } from './email-section.tsx';
import { type Choice, countries, currencies, languages, timeZones, withValue } from './places-of-profile.ts';
import { account } from './queries.ts';
import css from './settings.module.css';

/** Who one is here: name, language, zone, money, country, e-mail. */
export function ProfilePage() {
  usePageTitle('Profile');
  const me = useQuery(account.me);
  return (
    <>
      <h1>Profile</h1>
      {me.data !== undefined && (
        <p className="lede">
          Your account is open since <Day value={me.data.createdAt} />.
        </p>
      )}
      {me.isPending && (
        <Skeleton label="Your profile is loading" className={css.narrow ?? ''}>
          {[1, 2, 3, 4].map((row) => (
            <div key={row} className="stack">
              <Ghost width="110px" />
              <Ghost height="48px" />
            </div>
          ))}
        </Skeleton>
      )}
      {me.data === undefined && me.isError && (
        <ErrorState title="Your profile could not be loaded" error={me.error} onRetry={() => void me.refetch()} />
      )}
      {me.data !== undefined && (
        <>
          <ProfileForm key={me.data.id} user={me.data} />
          <EmailSection user={me.data} />
        </>
      )}
    </>
  );
}

const FIELDS = ['name', 'locale', 'timeZone', 'currency', 'country'] as const;
type Draft = Record<(typeof FIELDS)[number], string>;

/** Only what was changed is sent; an emptied field as `null`. */
function changes(draft: Draft, user: User): AccountUpdate {
  return Object.fromEntries(
    FIELDS.filter((field) => draft[field].trim() !== (user[field] ?? '')).map((field) => [field, draft[field].trim() || null]),
  );
}

function ProfileForm({ user }: { user: User }) {
  const [draft, setDraft] = useState<Draft>(() => ({
    name: user.name ?? '',
    locale: user.locale ?? '',
    timeZone: user.timeZone ?? '',
    currency: user.currency ?? '',
    country: user.country ?? '',
  }));
  const { form, errors, busy, done, touched, submit } = useChangeForm({
    call: (input: AccountUpdate) => api.account.update.mutate(input),
    refresh: [account.me.queryKey],
    onDone: signedInAs,
  });
  const set = (field: keyof Draft) => (event: { target: { value: string } }) => {
    setDraft((before) => ({ ...before, [field]: event.target.value }));
    touched(field);
  };
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form
      ref={form}
      noValidate
      className={`${css.form} ${css.narrow}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(changes(draft, user));
      }}
    >
      <Field label="Name" optional error={errors['name']} hint="As fellow travellers see it.">
        <TextInput name="name" autoComplete="name" maxLength={100} value={draft.name} onChange={set('name')} />
      </Field>
      <Field label="Language" error={errors['locale']} hint="For pages and mails, as far as they are translated; English until then.">
        <ChoiceSelect
          none="As this browser has it"
          choices={withValue(languages(), user.locale)}
          value={draft.locale}
          onChange={set('locale')}
        />
      </Field>
      <Field
        label="Time zone"
        error={errors['timeZone']}
        {...(draft.timeZone !== here && { hint: `This browser is in ${here.replaceAll('_', ' ')}.` })}
      >
        <Select value={draft.timeZone} onChange={set('timeZone')}>
          <option value="">As this browser has it</option>
          {withValue([], user.timeZone).map(({ value, label }) => (
            <option key={value} value={value}>
              {label.replaceAll('_', ' ')}
            </option>
          ))}
          {timeZones().map(({ group, zones }) => (
            <optgroup key={group} label={group}>
              {zones.map(({ value, label }) =>
                value === user.timeZone ? null : (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ),
              )}
            </optgroup>
          ))}
        </Select>
      </Field>
      <div className={css.pair}>
        <Field label="Currency" error={errors['currency']}>
          <ChoiceSelect
            none="As the trip has it"
            choices={withValue(currencies(), user.currency)}
            value={draft.currency}
            onChange={set('currency')}
          />
        </Field>
        <Field label="Country" error={errors['country']}>
          <ChoiceSelect none="Not said" choices={withValue(countries(), user.country)} value={draft.country} onChange={set('country')} />
        </Field>
      </div>
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Saving' : 'Save the profile'}
        </Button>
        <output className={css.said}>{done ? 'Saved.' : ''}</output>
      </div>
    </form>
  );
}

function ChoiceSelect({
  none,
  choices,
  value,
  onChange,
}: {
  none: string;
  choices: Choice[];
  value: string;
  onChange: (event: { target: { value: string } }) => void;
}) {
  return (
    <Select value={value} onChange={onChange}>
      <option value="">{none}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} lang={choice.lang}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}
