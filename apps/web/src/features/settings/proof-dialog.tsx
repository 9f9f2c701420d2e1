import type { ReauthenticateInput, SecurityOverview } from '@tripmaster/contracts';
import { KeyIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { passkeysAvailable, usePasskey } from '../../lib/passkeys.ts';
import { answerProof, useProofAsked } from '../../lib/proof.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Ghost, Skeleton } from '../../ui/marks.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { SecretField } from './secret-field.tsx';
import { account } from './queries.ts';
import css from './settings.module.css';

/** Asks the person to show once more that it is them, whatever call it was that needs it. One for all account pages. */
export function ProofDialog() {
  const asked = useProofAsked();
  const security = useQuery({ ...account.security, enabled: asked });
  return (
    <Dialog front open={asked} onClose={() => answerProof(false)} title="Show that it is you">
      <p className="soft">What comes next gives power over the account. Then you are not asked again for 10 minutes.</p>
      {security.isPending && (
        <Skeleton label="Loading">
          <Ghost height="48px" />
        </Skeleton>
      )}
      {security.data === undefined && security.isError && (
        <ErrorState title="The ways to show it could not be loaded" error={security.error} onRetry={() => void security.refetch()} />
      )}
      {security.data !== undefined && <Ways overview={security.data} />}
    </Dialog>
  );
}

// Not a hook, for all its name: it has the browser ask.
const pickPasskey = usePasskey;

async function byPickedPasskey() {
  return api.auth.reauthenticate.mutate({ passkey: await pickPasskey(await api.auth.passkey.loginOptions.mutate()) });
}

function Ways({ overview }: { overview: SecurityOverview }) {
  const { totpSince, passkeys, recoveryCodesLeft } = overview;
  const byPasskey = passkeys > 0 && passkeysAvailable();
  const byCode = totpSince !== undefined || recoveryCodesLeft > 0;
  // Who has a second factor shows it by that; the password alone is not enough then.
  const hasPassword = overview.hasPassword && totpSince === undefined && passkeys === 0;
  const [way, setWay] = useState<'password' | 'code'>(hasPassword ? 'password' : 'code');
  const byForm = hasPassword || byCode;
  const [text, setText] = useState('');
  const { form, ...proof } = useChangeForm({
    call: (input: ReauthenticateInput) => api.auth.reauthenticate.mutate(input),
    refresh: [account.security.queryKey],
    fieldOf: { 'wrong-credentials': 'text', 'wrong-code': 'text', 'invalid-input': 'text' },
    check: () => (text.trim() === '' ? { text: way === 'password' ? 'Type your password.' : 'Type the code.' } : {}),
    onDone: () => answerProof(true),
  });
  const passkey = useChangeForm({
    call: byPickedPasskey,
    refresh: [account.security.queryKey],
    onDone: () => answerProof(true),
  });
  const error = proof.errors['text'] ?? proof.errors['password'] ?? proof.errors['code'];
  const input = { value: text, error, onChange: (value: string) => (setText(value), proof.touched('text', 'password', 'code')) };
  if (!byForm && !byPasskey)
    return (
      <p>
        This account has nothing here to show it with: it was opened through another provider. Sign out, sign in again, and do this within
        10 minutes.
      </p>
    );
  return (
    <div className={css.proof}>
      {byPasskey && (
        <Button variant="primary" block busy={passkey.busy} onClick={() => passkey.submit(undefined)}>
          <KeyIcon size={20} aria-hidden />
          {passkey.busy ? 'Asking for the passkey' : 'Use a passkey'}
        </Button>
      )}
      <ProblemText text={passkey.errors['']} />
      {byForm && (
        <form
          ref={form}
          noValidate
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            proof.submit(way === 'password' ? { password: text } : { code: text });
          }}
        >
          {way === 'password' ? (
            <SecretField label="Password" autoComplete="current-password" {...input} />
          ) : (
            <Field label="Code" error={error} hint="Six digits of your authenticator app, or a recovery code.">
              <TextInput
                autoComplete="one-time-code"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={64}
                value={text}
                onChange={(event) => input.onChange(event.target.value)}
              />
            </Field>
          )}
          <ProblemText text={proof.errors['']} />
          <div className="dialog-foot">
            {hasPassword && byCode && (
              <Button
                variant="quiet"
                onClick={() => {
                  setWay(way === 'password' ? 'code' : 'password');
                  setText('');
                  proof.reset();
                }}
              >
                {way === 'password' ? 'Use a code instead' : 'Use the password instead'}
              </Button>
            )}
            <Button type="submit" variant={byPasskey ? 'plain' : 'primary'} busy={proof.busy}>
              {proof.busy ? 'Checking' : 'Go on'}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
