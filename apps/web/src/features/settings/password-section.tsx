import type { ChangePasswordInput } from '@tripmaster/client';
import type { SecurityOverview } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { queries } from '../../lib/queries.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Day } from '../../ui/moments.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { account } from './queries.ts';
import { Section } from './section.tsx';
import { SecretField } from './secret-field.tsx';
import css from './settings.module.css';

/** Changing the password, or choosing the first one. */
export function PasswordSection({ overview: { hasPassword, passwordChangedAt } }: { overview: SecurityOverview }) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Section
      title="Password"
      heading={heading}
      aside={
        <p>
          {hasPassword ? (
            passwordChangedAt === undefined ? (
              'Never changed'
            ) : (
              <>
                Changed <Day value={passwordChangedAt} />
              </>
            )
          ) : (
            'None'
          )}
        </p>
      }
    >
      {open ? (
        <PasswordForm
          hasPassword={hasPassword}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            setSaid('The password is changed. Every other device is signed out.');
            heading.current?.focus();
          }}
        />
      ) : (
        <div className={css.acts}>
          <Button
            size="sm"
            onClick={() => {
              setOpen(true);
              setSaid('');
            }}
          >
            {hasPassword ? 'Change the password' : 'Choose a password'}
          </Button>
        </div>
      )}
      <output className={css.said}>{said}</output>
    </Section>
  );
}

function PasswordForm({ hasPassword, onClose, onDone }: { hasPassword: boolean; onClose: () => void; onDone: () => void }) {
  const shortest = useQuery(queries.signInSettings()).data?.passwordMinLength;
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: ChangePasswordInput) => api.account.changePassword.mutate(input),
    refresh: [account.security.queryKey, account.sessions.queryKey],
    fieldOf: { 'wrong-credentials': 'currentPassword' },
    check: ({ newPassword }) => {
      const length = Array.from(newPassword).length;
      return {
        ...(hasPassword && current === '' && { currentPassword: 'Type the password you have now.' }),
        ...(length === 0
          ? { newPassword: 'Choose a new password.' }
          : shortest !== undefined && length < shortest && { newPassword: `This has ${length} of at least ${shortest} characters.` }),
      };
    },
    onDone,
  });
  return (
    <form
      ref={form}
      noValidate
      className={`${css.form} ${css.panel}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit({ newPassword: fresh, ...(hasPassword && { currentPassword: current }) });
      }}
    >
      {hasPassword && (
        <SecretField
          label="Password now"
          autoComplete="current-password"
          value={current}
          error={errors['currentPassword']}
          onChange={(value) => {
            setCurrent(value);
            touched('currentPassword');
          }}
        />
      )}
      <SecretField
        label="New password"
        autoComplete="new-password"
        value={fresh}
        error={errors['newPassword']}
        hint={`${shortest === undefined ? '' : `At least ${shortest} characters; `}a few words in a row are good. Any characters, spaces too.`}
        onChange={(value) => {
          setFresh(value);
          touched('newPassword');
        }}
      />
      <p className="small soft">Every other device is signed out. This one stays.</p>
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Changing the password' : hasPassword ? 'Change the password' : 'Keep this password'}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
