import type { PasskeyView } from '@tripmaster/contracts';
import { CloudIcon, KeyIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { createPasskey, passkeysAvailable } from '../../lib/passkeys.ts';
import { useChange, useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Ago, Day } from '../../ui/moments.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { account } from './queries.ts';
import { Entries, Entry, Section } from './section.tsx';
import css from './settings.module.css';

const OUT_OF_DATE = [account.passkeys.queryKey, account.security.queryKey];

/** Passkeys: what there are, one more, one less. */
export function PasskeysSection({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const list = useQuery(account.passkeys);
  const heading = useRef<HTMLHeadingElement>(null);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<PasskeyView>();
  const remove = useChange({
    call: ({ id }: PasskeyView) => api.auth.passkey.remove.mutate({ id }),
    refresh: OUT_OF_DATE,
    said: (_, { name }) => `The passkey ${name} is removed.`,
  });
  return (
    <Section
      title="Passkeys"
      heading={heading}
      about="Sign in with a finger, a face or a PIN. Nothing to remember, nothing to give away on a false page."
    >
      {list.isPending && <RowsSkeleton label="Your passkeys are loading" />}
      {list.data === undefined && list.isError && (
        <ErrorState title="Your passkeys could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <Entries>
          {list.data.map((passkey) => (
            <Entry
              key={passkey.id}
              icon={passkey.synced ? <CloudIcon size={20} aria-hidden /> : <KeyIcon size={20} aria-hidden />}
              name={<bdi>{passkey.name}</bdi>}
              facts={
                <>
                  Added <Day value={passkey.createdAt} />,{' '}
                  {passkey.lastUsedAt === undefined ? (
                    'not used yet'
                  ) : (
                    <>
                      last used <Ago value={passkey.lastUsedAt} />
                    </>
                  )}
                  . {passkey.synced ? 'Kept across your devices by a provider.' : 'In one device alone.'}
                </>
              }
              act={
                <Button size="sm" aria-label={`Remove the passkey ${passkey.name}`} onClick={() => setAsked(passkey)}>
                  Remove
                </Button>
              }
            />
          ))}
        </Entries>
      )}
      {!passkeysAvailable() ? (
        <p className="small soft">This browser can’t make passkeys here. It needs https, or the server’s own machine.</p>
      ) : adding ? (
        <AddPasskey
          onClose={() => setAdding(false)}
          onDone={(codes) => {
            setAdding(false);
            if (codes === undefined) heading.current?.focus();
            else onCodes(codes);
          }}
        />
      ) : (
        <div className={css.acts}>
          <Button size="sm" onClick={() => setAdding(true)}>
            Add a passkey
          </Button>
        </div>
      )}
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={`Remove the passkey “${asked?.name ?? ''}”?`}
        act="Remove the passkey"
        acting="Removing the passkey"
        change={remove}
        doneFocus={heading}
        problem="Not removed."
      >
        It opens this account no more. Your device may still list it; remove it there too.
      </Confirm>
    </Section>
  );
}

function AddPasskey({ onClose, onDone }: { onClose: () => void; onDone: (codes: string[] | undefined) => void }) {
  const [name, setName] = useState('');
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: async (called: string) =>
      api.auth.passkey.register.mutate({
        response: await createPasskey(await api.auth.passkey.registerOptions.mutate()),
        ...(called !== '' && { name: called }),
      }),
    refresh: OUT_OF_DATE,
    said: ({ passkey }) => `The passkey ${passkey.name} is added.`,
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  return (
    <form
      ref={form}
      noValidate
      className={`${css.form} ${css.panel}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(name.trim());
      }}
    >
      <Field label="Name" optional error={errors['name']} hint="To tell it from others: the phone, the key on the ring.">
        <TextInput
          maxLength={60}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
          autoFocus
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            touched('name');
          }}
        />
      </Field>
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Asking the device' : 'Make the passkey'}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
