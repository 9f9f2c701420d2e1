import { email as emailSchema, type User } from '@tripmaster/contracts';
import { EnvelopeSimpleIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChange, useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Flag, Note } from '../../ui/marks.tsx';
import { Problem, ProblemText } from '../../ui/problem.tsx';
import { account } from './queries.ts';
import { Section } from './section.tsx';
import { SecretField } from './secret-field.tsx';
import css from './settings.module.css';

/** The address, whether it is proven, and how to change it. */
export function EmailSection({ user }: { user: User }) {
  const [changing, setChanging] = useState(false);
  const resend = useChange({ call: () => api.auth.resendVerification.mutate({ email: user.email }) });
  return (
    <Section title="E-mail" about="You sign in with it, and it is where a lost password is found again.">
      <p className={css.address}>
        <b>
          <bdi>{user.email}</bdi>
        </b>{' '}
        {user.emailVerified ? <Flag>Confirmed</Flag> : <Flag tone="tight">Not confirmed yet</Flag>}
      </p>
      {!user.emailVerified && <p className="small soft">We sent a link to this address. It confirms that it is yours.</p>}
      {!changing && (
        <div className={css.formfoot}>
          {!user.emailVerified && (
            <Button size="sm" busy={resend.isPending} onClick={() => resend.mutate(undefined)}>
              {resend.isPending ? 'Sending the link' : 'Send the link again'}
            </Button>
          )}
          <Button size="sm" onClick={() => setChanging(true)}>
            Change the address
          </Button>
          <output className={css.said}>{resend.isSuccess ? 'On its way. Look into your mail.' : ''}</output>
        </div>
      )}
      <Problem title="Not sent." error={resend.error} />
      {changing && <ChangeEmail user={user} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function ChangeEmail({ user, onClose }: { user: User; onClose: () => void }) {
  const hasPassword = useQuery(account.security).data?.hasPassword ?? true;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { form, errors, busy, done, touched, submit } = useChangeForm({
    call: () => api.account.requestEmailChange.mutate({ email, ...(hasPassword && { password }) }),
    fieldOf: { 'wrong-credentials': 'password' },
    check: () => ({
      ...(!emailSchema.safeParse(email).success && { email: 'Type the whole new address.' }),
      ...(emailSchema.safeParse(email).data === user.email && { email: 'This is the address you have already.' }),
      ...(hasPassword && password === '' && { password: 'Type your password.' }),
    }),
  });
  if (done)
    return (
      <Note icon={EnvelopeSimpleIcon} live>
        <b>Look into your mail at {email}.</b> The link in it makes this your address. Until then everything stays with {user.email}.
      </Note>
    );
  return (
    <form
      ref={form}
      noValidate
      className={`${css.form} ${css.panel}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(undefined);
      }}
    >
      <Field label="New address" error={errors['email']} hint="We send a link there first.">
        <TextInput
          type="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={254}
          value={email}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
          autoFocus
          onChange={(event) => {
            setEmail(event.target.value);
            touched('email');
          }}
        />
      </Field>
      {hasPassword && (
        <SecretField
          label="Password"
          autoComplete="current-password"
          value={password}
          error={errors['password']}
          onChange={(value) => {
            setPassword(value);
            touched('password');
          }}
        />
      )}
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Sending the link' : 'Send the link'}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
