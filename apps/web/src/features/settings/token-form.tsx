import type { ApiTokenInput } from '@tripmaster/client';
import type { ApiTokenCreated, Scope } from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatDay } from '../../lib/moments.ts';
import { useSession } from '../../lib/session.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, ErrorText, Field, Select, TextInput } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { account } from './queries.ts';
import { SCOPES } from './scopes.ts';
import css from './settings.module.css';

const DAYS = [7, 30, 90, 180, 365];
const DAY_MS = 86_400_000;

/** A new token: its name, what it may do, how long. */
export function TokenForm({ onClose, onDone }: { onClose: () => void; onDone: (created: ApiTokenCreated) => void }) {
  const session = useSession();
  const staff = session.status === 'signed-in' && session.user.role !== 'traveller';
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [days, setDays] = useState(90);
  const [now] = useState(() => Date.now());
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: ApiTokenInput) => api.account.apiTokens.create.mutate(input),
    refresh: [account.tokens.queryKey],
    said: () => 'The token is made.',
    check: (input) => ({
      ...(input.name === '' && { name: 'Give it a name.' }),
      ...(input.scopes.length === 0 && { scopes: 'Choose what it may do.' }),
    }),
    onDone,
  });
  return (
    <form
      ref={form}
      noValidate
      className={`${css.form} ${css.panel}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit({ name: name.trim(), scopes, expiresInDays: days });
      }}
    >
      <Field label="Name" error={errors['name']} hint="What uses it, so that you know it again.">
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
      <fieldset aria-describedby={errors['scopes'] === undefined ? undefined : 'scopes-error'}>
        <legend className="lab">It may</legend>
        {SCOPES.filter(({ scope }) => staff || scope !== 'admin').map(({ scope, word, about }) => (
          <Checkbox
            key={scope}
            checked={scopes.includes(scope)}
            aria-invalid={errors['scopes'] === undefined ? undefined : true}
            onChange={({ target }) => {
              setScopes(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope));
              touched('scopes');
            }}
            label={
              <>
                <b>{word}.</b> <span className="soft">{about}</span>
              </>
            }
          />
        ))}
        {errors['scopes'] !== undefined && <ErrorText id="scopes-error">{errors['scopes']}</ErrorText>}
      </fieldset>
      <Field label="Ends after" error={errors['expiresInDays']} hint={`On ${formatDay(new Date(now + days * DAY_MS).toISOString())}.`}>
        <Select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {DAYS.map((count) => (
            <option key={count} value={count}>
              {count} days
            </option>
          ))}
        </Select>
      </Field>
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Making the token' : 'Make the token'}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
