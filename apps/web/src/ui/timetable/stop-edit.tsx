import { ClockIcon, HourglassMediumIcon, LockSimpleIcon, LockSimpleOpenIcon, NoteIcon, TrashIcon } from '@phosphor-icons/react';
import { plainTime, type Item } from '@tripmaster/contracts';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../button.tsx';
import { Field, TextArea, TextInput } from '../field.tsx';
import { useEditing, useTyped } from './editing.ts';
import { endsNextDay } from './rail.ts';
import css from './stop-edit.module.css';

const LONGEST_NOTE = 4_000;
type Open = 'times' | 'note' | undefined;

/** What the owner can do with one stop: fix it, take it out, move its times, add a note. Nothing for other readers. */
export function StopEdit({ item }: { item: Item }) {
  const editing = useEditing();
  const [open, setOpen] = useState<Open>();
  if (editing === undefined) return null;
  const { id: itemId, title, locked, notes } = item;
  const Lock = locked ? LockSimpleOpenIcon : LockSimpleIcon;
  const toggle = (form: Open) => setOpen(open === form ? undefined : form);
  return (
    <div className={css.edit}>
      <div className={css.acts}>
        <Button
          size="sm"
          busy={editing.busy}
          onClick={() =>
            editing.apply(
              [{ op: 'lock', itemId, locked: !locked }],
              locked ? `“${title}” may be moved again.` : `“${title}” stays as it is.`,
            )
          }
        >
          <Lock size={18} aria-hidden />
          {locked ? 'Let it move' : 'Keep it fixed'}
        </Button>
        {!locked && (item.arrival !== undefined || !endsNextDay(item)) && (
          <Button size="sm" aria-expanded={open === 'times'} onClick={() => toggle('times')}>
            <ClockIcon size={18} aria-hidden />
            Change times
          </Button>
        )}
        <Button size="sm" aria-expanded={open === 'note'} onClick={() => toggle('note')}>
          <NoteIcon size={18} aria-hidden />
          {notes === undefined ? 'Add a note' : 'Change the note'}
        </Button>
        {!locked && !endsNextDay(item) && (
          <Button
            size="sm"
            busy={editing.busy}
            onClick={() => editing.apply([{ op: 'unschedule', itemId }], `“${title}” has no time yet: it is on the list below the days.`)}
          >
            <HourglassMediumIcon size={18} aria-hidden />
            Take its time away
          </Button>
        )}
        {!locked && (
          <Button size="sm" busy={editing.busy} onClick={() => editing.apply([{ op: 'remove', itemId }], `Left out “${title}”.`)}>
            <TrashIcon size={18} aria-hidden />
            Leave it out
          </Button>
        )}
      </div>
      {open === 'times' && <TimesForm item={item} />}
      {open === 'note' && <NoteForm item={item} />}
    </div>
  );
}

function TimesForm({ item: { id: itemId, title, ...item } }: { item: Item }) {
  const editing = useEditing();
  const times = useTyped({ start: item.start, end: item.end }, sameTimes);
  const { start, end } = times.value;
  const [error, setError] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!plainTime.safeParse(start).success || !plainTime.safeParse(end).success) return setError('Two times are needed, such as 09:30.');
    if (end <= start && item.arrival === undefined) return setError('It ends before it starts.');
    setError(undefined);
    editing?.apply([{ op: 'retime', itemId, start, end }], `“${title}” is now from ${start} to ${end}.`, times.since);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <div className={css.times}>
        <Field label="From">
          <TextInput type="time" value={start} onChange={({ target }) => times.type({ start: target.value, end })} />
        </Field>
        <Field label="To">
          <TextInput type="time" value={end} onChange={({ target }) => times.type({ start, end: target.value })} />
        </Field>
        <Button type="submit" variant="primary" busy={editing?.busy === true}>
          {editing?.busy === true ? 'Saving' : 'Save the times'}
        </Button>
      </div>
      <p role="alert" className="broken small">
        {error}
      </p>
    </form>
  );
}

function NoteForm({ item: { id: itemId, title, notes = '' } }: { item: Item }) {
  const editing = useEditing();
  const note = useTyped(notes);
  const text = note.value;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const said = text.trim() === '' ? `Took the note off “${title}”.` : `Noted at “${title}”.`;
    note.type(text.trim());
    editing?.apply([{ op: 'note', itemId, ...(text.trim() !== '' && { notes: text.trim() }) }], said, note.since);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <Field label="Note">
        <TextArea rows={3} maxLength={LONGEST_NOTE} value={text} onChange={({ target }) => note.type(target.value)} />
      </Field>
      <p>
        <Button type="submit" variant="primary" busy={editing?.busy === true}>
          {editing?.busy === true ? 'Saving' : 'Save the note'}
        </Button>
      </p>
    </form>
  );
}

function sameTimes(a: Pick<Item, 'start' | 'end'>, b: Pick<Item, 'start' | 'end'>): boolean {
  return a.start === b.start && a.end === b.end;
}
