import { EnvelopeSimpleIcon, FingerprintIcon, InfoIcon, KeyIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { api } from '../../lib/api.ts';
import type { LoggedIn, LoginInput, SignedIn } from '../../lib/api-types.ts';
import type { Failure } from '../../lib/failure.ts';
import { passkeysAvailable } from '../../lib/passkeys.ts';
import { queries } from '../../lib/queries.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Note } from '../../ui/marks.tsx';
import { EmailField, emailFault } from './email-field.tsx';
import { FormNotes } from './form-notes.tsx';
import { type OpenIdProblem, openIdSentence } from './openid-words.ts';
import { PasswordField } from './password-field.tsx';
import { SendAgain } from './send-again.tsx';
import { StepTitle } from './step-title.tsx';
import { triesSentence } from './tries.ts';
import { type Faults, useAccountForm } from './use-account-form.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';

type Halfway = Extract<LoggedIn, { status: 'second-factor' }>;

type Props = {
  next: string | undefined;
  openIdProblem: OpenIdProblem | undefined;
  sentBack: string | undefined;
  email: string;
  onEmail: (email: string) => void;
  remember: boolean;
  onRemember: (remember: boolean) => void;
  onSignedIn: (answer: SignedIn) => void;
  onHalfway: (answer: Halfway) => void;
};

/** The ways in, the safest first. */
export function SignInStart({ next, openIdProblem, sentBack, email, onEmail, remember, onRemember, onSignedIn, onHalfway }: Props) {
  const noteId = useId();
  const openId = useQuery(queries.signInSettings()).data?.openId;
  const [password, setPassword] = useState('');
  /** The address that has to be confirmed before it lets anybody in. */
  const [unverified, setUnverified] = useState<string>();
  const { form, errors, pausedUntil, busy, touched, submit } = useAccountForm<LoginInput, LoggedIn>({
    send: (input) => api.auth.login.mutate(input),
    check,
    onDone: (answer) => (answer.status === 'signed-in' ? onSignedIn(answer) : onHalfway(answer)),
    explain: (failure, input) => {
      if (failure.code !== 'email-unverified') return explain(failure);
      setUnverified(input.email);
      return {};
    },
  });
  const passkey = usePasskeySignIn({ remember, onSignedIn });
  const withPasskey = passkeysAvailable();
  const others = withPasskey || openId !== undefined;

  return (
    <>
      {sentBack === undefined ? <h1>Sign in</h1> : <StepTitle describedBy={sentBack === '' ? undefined : noteId}>Sign in</StepTitle>}
      <p className="soft lede">
        {next === '/new' ? (
          'Your trip is filled in; the plan comes next.'
        ) : (
          <>
            Your trips are on this server: <b>{window.location.host}</b>
          </>
        )}
      </p>
      {sentBack !== undefined && sentBack !== '' && (
        <div id={noteId}>
          <Note icon={InfoIcon} tone="tight">
            {sentBack}
          </Note>
        </div>
      )}
      {openIdProblem !== undefined && (
        <Note icon={openIdProblem === 'cancelled' ? InfoIcon : WarningCircleIcon} tone={openIdProblem === 'cancelled' ? 'plain' : 'broken'}>
          {openIdSentence(openIdProblem, openId?.name)}
        </Note>
      )}
      {others && (
        <div className="ways">
          {withPasskey && (
            <Button variant="primary" size="big" block busy={passkey.busy} onClick={passkey.start}>
              <FingerprintIcon size={20} aria-hidden />
              {passkey.busy ? 'Waiting for your passkey' : 'Use a passkey'}
            </Button>
          )}
          <div role="alert">{passkey.problem !== undefined && <Note icon={InfoIcon}>{passkey.problem}</Note>}</div>
          {openId !== undefined && (
            // The server's own address, not a page of this app.
            <a href={openIdHref(openId.path, next)} className={buttonClass({ size: 'big', block: true })}>
              <KeyIcon size={20} aria-hidden />
              Continue with {openId.name}
            </a>
          )}
        </div>
      )}
      {others && (
        <p className="or">
          <span>or with a password</span>
        </p>
      )}
      <FormNotes error={errors['']} pausedUntil={pausedUntil} what="Passwords are taken again">
        <p>
          You needn’t wait: {withPasskey && 'a passkey lets you in, and so does '}
          <Link to="/forgot-password" state={{ email }}>
            a new password by mail
          </Link>
          {!withPasskey && ' lets you in'}.
        </p>
      </FormNotes>
      <div role="alert">
        {unverified !== undefined && (
          <Note icon={EnvelopeSimpleIcon}>
            <p>
              <b>Confirm your e-mail address first.</b> We have written to {unverified}; open the link in that mail, then sign in.
            </p>
            <SendAgain key={unverified} send={() => api.auth.resendVerification.mutate({ email: unverified })} />
          </Note>
        )}
      </div>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setUnverified(undefined);
          submit({ email, password, remember });
        }}
      >
        <EmailField
          value={email}
          error={errors['email']}
          onChange={(value) => {
            onEmail(value);
            setUnverified(undefined);
            touched('email', 'password');
          }}
        />
        <PasswordField
          value={password}
          error={errors['password']}
          aside={
            <Link to="/forgot-password" state={{ email }} className="small">
              Forgotten?
            </Link>
          }
          onChange={(value) => {
            setPassword(value);
            touched('password');
          }}
        />
        <Checkbox
          label="Stay signed in on this device for 30 days"
          name="remember"
          checked={remember}
          onChange={(event) => onRemember(event.target.checked)}
        />
        <Button type="submit" variant={withPasskey ? 'plain' : 'primary'} size="big" block busy={busy}>
          {busy ? 'Signing in' : 'Sign in with password'}
        </Button>
      </form>
      <p className="small soft after">
        No account yet?{' '}
        <Link to="/sign-up" search={next === undefined ? {} : { next }}>
          Open one
        </Link>
        . You can also <Link to="/">try a plan without</Link>.
      </p>
    </>
  );
}

function check({ email, password }: LoginInput): Faults {
  const fault = emailFault(email);
  return { ...(fault !== undefined && { email: fault }), ...(password === '' && { password: 'Type your password.' }) };
}

function explain({ code, message, triesLeft }: Failure): Faults | undefined {
  return code === 'wrong-credentials' ? { password: triesSentence(message, triesLeft) } : undefined;
}

function openIdHref(path: string, next: string | undefined): string {
  return next === undefined ? path : `${path}?${new URLSearchParams({ next }).toString()}`;
}
