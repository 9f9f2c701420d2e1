import type { WebhookCreated, WebhookInput } from '@tripmaster/contracts';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, ErrorText, Field, TextInput } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import { account } from './queries.ts';
import css from './settings.module.css';
import { EVENTS, type Subscribable } from './webhook-events.ts';

/** A new webhook: where it leads, and what it is told of. */
export function WebhookForm({ onClose, onDone }: { onClose: () => void; onDone: (created: WebhookCreated) => void }) {
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<Subscribable[]>(EVENTS.map(({ event }) => event));
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: WebhookInput) => api.plans.webhooks.create.mutate(input),
    refresh: [account.webhooks.queryKey],
    said: () => 'The webhook is made.',
    check: (input) => ({
      ...(input.url === '' && { url: 'Give it an address.' }),
      ...(input.events.length === 0 && { events: 'Choose what it is told of.' }),
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
        if (!busy) submit({ url: url.trim(), events });
      }}
    >
      <Field label="Address" error={errors['url']} hint="Of a server of yours that takes what is sent by POST.">
        <TextInput
          type="url"
          inputMode="url"
          placeholder="https://example.org/hook"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={500}
          value={url}
          onChange={({ target }) => {
            setUrl(target.value);
            touched('url');
          }}
        />
      </Field>
      <fieldset>
        <legend className="lab">Told when</legend>
        {EVENTS.map(({ event, label }) => (
          <Checkbox
            key={event}
            checked={events.includes(event)}
            onChange={({ target }) => {
              setEvents(target.checked ? [...events, event] : events.filter((one) => one !== event));
              touched('events');
            }}
            label={label}
          />
        ))}
        {errors['events'] !== undefined && <ErrorText>{errors['events']}</ErrorText>}
      </fieldset>
      <ProblemText text={errors['']} />
      <div className={css.formfoot}>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Making the webhook' : 'Make the webhook'}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
