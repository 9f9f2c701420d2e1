import { ClockIcon, PlusIcon, TrashIcon } from '@phosphor-icons/react';
import { type Idea, newId, plainTime, type Plan } from '@tripmaster/contracts';
import { type SyntheticEvent, useState } from 'react';
import { formatDate } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { useEditing } from '../../ui/timetable/editing.ts';
import { Money } from '../../ui/values.tsx';
import css from './ideas.module.css';

/** What somebody would like to do and has no time yet. */
export function Ideas({ plan: { ideas = [], days } }: { plan: Plan }) {
  const editing = useEditing();
  if (editing === undefined && ideas.length === 0) return null;
  return (
    <section className={css.ideas} aria-labelledby="ideas-title">
      <h2 id="ideas-title">No time yet</h2>
      {ideas.length === 0 ? (
        <p className="soft small">Put down here what you would like to do, and give it a time later.</p>
      ) : (
        <ul>
          {ideas.map((idea) => (
            <IdeaLine key={idea.id} idea={idea} dates={days.map(({ date }) => date)} />
          ))}
        </ul>
      )}
      {editing !== undefined && <AddIdea />}
    </section>
  );
}

function IdeaLine({ idea, dates }: { idea: Idea; dates: readonly string[] }) {
  const editing = useEditing();
  const [open, setOpen] = useState(false);
  const { id: itemId, title, cost, notes, date } = idea;
  return (
    <li>
      <div className={css.line}>
        <h3>
          <bdi>{title}</bdi>
        </h3>
        {cost !== undefined && <Money value={cost} />}
        {(date !== undefined || notes !== undefined) && (
          <p className="small soft">{[date === undefined ? '' : `from ${formatDate(date)}`, notes ?? ''].filter(Boolean).join(' · ')}</p>
        )}
        {editing !== undefined && (
          <p className={css.acts}>
            <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)} aria-label={`Give it a time: ${title}`}>
              <ClockIcon size={18} aria-hidden />
              Give it a time
            </Button>
            <Button
              size="sm"
              busy={editing.busy}
              aria-label={`Drop it: ${title}`}
              onClick={() => editing.apply([{ op: 'drop-idea', itemId }], `Dropped “${title}”.`)}
            >
              <TrashIcon size={18} aria-hidden />
              Drop it
            </Button>
          </p>
        )}
      </div>
      {open && editing !== undefined && <TimeForm idea={idea} dates={dates} />}
    </li>
  );
}

function TimeForm({ idea: { id: itemId, title, date: hint }, dates }: { idea: Idea; dates: readonly string[] }) {
  const editing = useEditing();
  const [date, setDate] = useState(hint !== undefined && dates.includes(hint) ? hint : (dates[0] ?? ''));
  const [start, setStart] = useState('10:00');
  const [end, setEnd] = useState('11:00');
  const [error, setError] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!plainTime.safeParse(start).success || !plainTime.safeParse(end).success) return setError('Two times are needed, such as 09:30.');
    if (end <= start) return setError('It ends before it starts.');
    setError(undefined);
    editing?.apply([{ op: 'schedule', itemId, date, start, end }], `“${title}” is now on ${formatDate(date)}, ${start}.`);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Field label="Day">
        <Select value={date} onChange={({ target }) => setDate(target.value)}>
          {dates.map((one) => (
            <option key={one} value={one}>
              {formatDate(one)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="From">
        <TextInput type="time" value={start} onChange={({ target }) => setStart(target.value)} />
      </Field>
      <Field label="To">
        <TextInput type="time" value={end} onChange={({ target }) => setEnd(target.value)} />
      </Field>
      <Button type="submit" variant="primary" busy={editing?.busy === true}>
        {editing?.busy === true ? 'Saving' : 'Put it on that day'}
      </Button>
      <p role="alert" className="broken small">
        {error}
      </p>
    </form>
  );
}

function AddIdea() {
  const editing = useEditing();
  const [title, setTitle] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const words = title.trim();
    if (words === '') return setError('Say in a few words what it is.');
    setError(undefined);
    setTitle('');
    const idea = { id: newId(), kind: 'activity' as const, title: words, links: [], provenance: 'user' as const };
    editing?.apply([{ op: 'note-idea', idea }], `Noted “${words}” for later.`);
  };
  return (
    <form className={css.add} onSubmit={submit} noValidate>
      <Field label="Something to do" error={error}>
        <TextInput value={title} maxLength={200} onChange={({ target }) => setTitle(target.value)} />
      </Field>
      <Button type="submit" busy={editing?.busy === true}>
        <PlusIcon size={18} aria-hidden />
        Put it on the list
      </Button>
    </form>
  );
}
