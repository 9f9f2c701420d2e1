import type { FactorAdded, SecurityOverview, TotpEnrolment } from '@tripmaster/client';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChange, useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Day } from '../../ui/moments.tsx';
import { Problem, ProblemText } from '../../ui/problem.tsx';
import { account } from './queries.ts';
import { Section } from './section.tsx';
import css from './settings.module.css';

/** The authenticator app: setting it up by QR code or by hand, and removing it. */
export function AppSection({
  overview: { totpSince, passkeys },
  onCodes,
}: {
  overview: SecurityOverview;
  onCodes: (codes: string[]) => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [enrolment, setEnrolment] = useState<TotpEnrolment>();
  const [asked, setAsked] = useState<true>();
  const enrol = useChange({ call: () => api.account.totp.enroll.mutate(), onDone: setEnrolment });
  const disable = useChange({
    call: () => api.account.totp.disable.mutate(),
    refresh: [account.security.queryKey],
    said: () => 'The authenticator app is removed.',
  });
  return (
    <Section
      title="Authenticator app"
      heading={heading}
      aside={
        <p>
          {totpSince === undefined ? (
            'Not set up'
          ) : (
            <>
              Set up <Day value={totpSince} />
            </>
          )}
        </p>
      }
      about="Asks for six digits of an app on your phone after the password. Any app that knows TOTP will do."
    >
      {enrolment !== undefined && totpSince === undefined ? (
        <Enrol
          enrolment={enrolment}
          onClose={() => setEnrolment(undefined)}
          onDone={({ recoveryCodes }) => {
            setEnrolment(undefined);
            if (recoveryCodes === undefined) heading.current?.focus();
            else onCodes(recoveryCodes);
          }}
        />
      ) : (
        <div className={css.acts}>
          {totpSince === undefined ? (
            <Button size="sm" busy={enrol.isPending} onClick={() => enrol.mutate(undefined)}>
              {enrol.isPending ? 'Setting up' : 'Set up the app'}
            </Button>
          ) : (
            <Button size="sm" onClick={() => setAsked(true)}>
              Remove the app
            </Button>
          )}
        </div>
      )}
      <Problem title="Not set up." error={enrol.error} />
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title="Remove the authenticator app?"
        act="Remove the app"
        acting="Removing the app"
        change={disable}
        doneFocus={heading}
        problem="Not removed."
      >
        {passkeys > 0
          ? 'Its codes are not taken any more. Your passkeys stay.'
          : 'Then the password alone opens the account, and the recovery codes end too.'}
      </Confirm>
    </Section>
  );
}

function Enrol({
  enrolment: { secret, uri, qrCode },
  onClose,
  onDone,
}: {
  enrolment: TotpEnrolment;
  onClose: () => void;
  onDone: (added: FactorAdded) => void;
}) {
  const [code, setCode] = useState('');
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: { code: string }) => api.account.totp.confirm.mutate(input),
    refresh: [account.security.queryKey],
    said: () => 'The authenticator app is set up.',
    fieldOf: { 'wrong-code': 'code' },
    check: (input) => (/^\d{6}$/.test(input.code) ? {} : { code: 'Type the six digits the app shows.' }),
    onDone,
  });
  return (
    <form
      ref={form}
      noValidate
      className={`${css.form} ${css.panel}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit({ code: code.replaceAll(/\s/g, '') });
      }}
    >
      <div className={css.enrol}>
        <img src={qrCode} alt="QR code of the secret below" width="176" height="176" />
        <div className="stack">
          <p>
            <b>Point the app at the code.</b> On this very device, <a href={uri}>open it in the app</a>, or type the secret:
          </p>
          <p className={css.secret} data-secret>
            {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
          </p>
          <CopyButton text={secret} said="The secret is copied.">
            Copy the secret
          </CopyButton>
        </div>
      </div>
      <Field label="Code of the app" error={errors['code']} hint="Six digits, new every 30 seconds.">
        <TextInput
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
          autoFocus
          value={code}
          onChange={(event) => {
            setCode(event.target.value);
            touched('code');
          }}
        />
      </Field>
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Checking the code' : 'Confirm the code'}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
