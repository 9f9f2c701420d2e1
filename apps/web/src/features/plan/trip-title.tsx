import { PencilSimpleIcon } from '@phosphor-icons/react';
import type { Plan } from '@tripmaster/contracts';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { useEditing, useTyped } from '../../ui/timetable/editing.ts';
import css from './trip-title.module.css';

/** The trip's name, and where the plan may be changed the way to another. */
export function TripTitle({ title }: Pick<Plan, 'title'>) {
  const editing = useEditing();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <>
      <div className={css.title}>
        <h1>{title}</h1>
        {editing !== undefined && (
          <Button
            ref={button}
            variant="quiet"
            size="sm"
            icon
            aria-label="Rename the trip"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <PencilSimpleIcon size={20} aria-hidden />
          </Button>
        )}
      </div>
      {editing !== undefined && open && <RenameForm title={title} onClose={close} />}
    </>
  );
}

function RenameForm({ title, onClose }: { title: string; onClose: () => void }) {
  const editing = useEditing();
  const name = useTyped(title);
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  // Whoever pressed the button is about to type.
  useEffect(() => field.current?.select(), []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = name.value.trim();
    if (wanted === '') return setError('A trip needs a name.');
    if (wanted !== title) editing?.apply([{ op: 'rename', title: wanted }], `The trip is now called “${wanted}”.`, name.since);
    onClose();
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Field label="Name of the trip" error={error}>
        <TextInput
          ref={field}
          value={name.value}
          maxLength={200}
          onChange={({ target }) => name.type(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') onClose();
          }}
        />
      </Field>
      <p>
        <Button type="submit" variant="primary" size="sm">
          Save the name
        </Button>
        <Button size="sm" onClick={onClose}>
          Leave it
        </Button>
      </p>
    </form>
  );
}
