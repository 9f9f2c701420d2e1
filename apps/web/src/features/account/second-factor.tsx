import type { SecondFactorMethod } from '@tripmaster/contracts';
import { ArrowCounterClockwiseIcon, DeviceMobileIcon, FingerprintIcon, type Icon, InfoIcon, KeyIcon } from '@phosphor-icons/react';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import type { SignedIn } from '../../lib/api-types.ts';
import { passkeysAvailable } from '../../lib/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Note } from '../../ui/marks.tsx';
import { FormNotes } from './form-notes.tsx';
import { type Faults, useAccountForm } from './use-account-form.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';

const DIGITS = 6;
const WAYS: Readonly<Record<SecondFactorMethod, { icon: Icon; words: string; lead: string }>> = {
  totp: {
    icon: DeviceMobileIcon,
    words: 'Use the authenticator app',
    lead: 'This account asks for a second step: the code of your authenticator app.',
  },
  passkey: { icon: FingerprintIcon, words: 'Use a passkey', lead: 'This account asks for a second step: one of your passkeys.' },
  'recovery-code': {
    icon: KeyIcon,
    words: 'Use a recovery code',
    lead: 'This account asks for a second step: one of your recovery codes.',
  },
};

type Props = {
  challenge: string;
  methods: readonly SecondFactorMethod[];
  onSignedIn: (answer: SignedIn) => void;
  /** Back to the start, with the reason where the person did not choose to. */
  onBack: (reason?: string) => void;
};

/** The second step: a code, a passkey or a recovery code, whichever the account has. */
export function SecondFactor({ challenge, methods: all, onSignedIn, onBack }: Props) {
  const methods = all.filter((method) => method !== 'passkey' || passkeysAvailable());
  const [method, setMethod] = useState<SecondFactorMethod>(methods[0] ?? 'recovery-code');
  const others = methods.filter((one) => one !== method);
  return (
    <>
      <h1>One more step</h1>
      <p className="soft lede">{WAYS[method].lead}</p>
      <div key={method} ref={focusFirst}>
        {method === 'passkey' ? (
          <ByPasskey challenge={challenge} onSignedIn={onSignedIn} onBack={onBack} />
        ) : (
          <ByCode method={method} challenge={challenge} onSignedIn={onSignedIn} onBack={onBack} />
        )}
      </div>
      <ul className="switches">
        {others.map((one) => (
          <li key={one}>
            <Switch method={one} onChoose={setMethod} />
          </li>
        ))}
        <li>
          <Button variant="quiet" size="sm" onClick={() => onBack()}>
            <ArrowCounterClockwiseIcon size={16} weight="bold" aria-hidden />
            Start again
          </Button>
        </li>
      </ul>
    </>
  );
}

/** What the step before had focused is gone: the first thing to do here has it now. */
function focusFirst(step: HTMLElement | null): void {
  step?.querySelector<HTMLElement>('input, button')?.focus();
}

function Switch({ method, onChoose }: { method: SecondFactorMethod; onChoose: (method: SecondFactorMethod) => void }) {
  const { icon: Sign, words } = WAYS[method];
  return (
    <Button variant="quiet" size="sm" onClick={() => onChoose(method)}>
      <Sign size={16} weight="bold" aria-hidden />
      {words}
    </Button>
  );
}

function ByPasskey({ challenge, onSignedIn, onBack }: Pick<Props, 'challenge' | 'onSignedIn' | 'onBack'>) {
  const passkey = usePasskeySignIn({
    challenge,
    onSignedIn,
    onFailure: ({ code, message }) => {
      if (code === 'challenge-over') onBack(message);
    },
  });
  return (
    <div className="ways">
      <Button variant="primary" size="big" block busy={passkey.busy} onClick={passkey.start}>
        <FingerprintIcon size={20} aria-hidden />
        {passkey.busy ? 'Waiting for your passkey' : 'Use a passkey'}
      </Button>
      <div role="alert">{passkey.problem !== undefined && <Note icon={InfoIcon}>{passkey.problem}</Note>}</div>
    </div>
  );
}

function ByCode({
  method,
  challenge,
  onSignedIn,
  onBack,
}: Pick<Props, 'challenge' | 'onSignedIn' | 'onBack'> & { method: 'totp' | 'recovery-code' }) {
  const [code, setCode] = useState('');
  const { form, errors, pausedUntil, busy, touched, submit } = useAccountForm<string, SignedIn>({
    send: (given) => api.auth.secondFactor.mutate({ challenge, code: given }),
    check: (given) => faultOf(method, given),
    onDone: onSignedIn,
    explain: ({ code: failed, message, triesLeft }) => {
      // After the last try there is nothing left to try here.
      if (failed === 'challenge-over' || (failed === 'wrong-code' && triesLeft === 0)) {
        onBack(failed === 'wrong-code' ? 'That was the last try with this sign-in. Begin again.' : message);
        return {};
      }
      if (failed !== 'wrong-code') return undefined;
      // Six digits are soon old: the next ones are other ones. A long code may have a slip in it to mend.
      if (method === 'totp') setCode('');
      return { code: triesLeft === undefined ? message : `${message} ${triesLeft === 1 ? '1 try is' : `${triesLeft} tries are`} left.` };
    },
  });
  const change = (value: string) => {
    touched('code');
    if (method === 'recovery-code') return setCode(value);
    const digits = value.replaceAll(/\D/g, '').slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS && digits !== code && !busy) submit(digits);
  };
  return (
    <>
      <FormNotes error={errors['']} pausedUntil={pausedUntil} what="Codes are taken again" />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit(code);
        }}
      >
        {method === 'totp' ? (
          <Field label="Code from your authenticator app" hint="Six digits; they are sent as soon as all are there." error={errors['code']}>
            <TextInput
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              className="six"
              value={code}
              onChange={(event) => change(event.target.value)}
            />
          </Field>
        ) : (
          <Field label="Recovery code" hint="One of the ten you kept. Each works once." error={errors['code']}>
            <TextInput
              name="code"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={64}
              className="num"
              value={code}
              onChange={(event) => change(event.target.value)}
            />
          </Field>
        )}
        <Button type="submit" variant="primary" size="big" block busy={busy}>
          {busy ? 'Checking the code' : 'Sign in'}
        </Button>
      </form>
    </>
  );
}

function faultOf(method: 'totp' | 'recovery-code', code: string): Faults {
  if (method === 'totp')
    return code.length === DIGITS ? {} : { code: code === '' ? 'Type the six digits.' : `This has ${code.length} of six digits.` };
  return code.trim().length >= DIGITS ? {} : { code: 'Type a recovery code.' };
}
