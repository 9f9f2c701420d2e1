import type { Plan, PlanFile } from '@tripmaster/contracts';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useChangeFile } from './use-files.ts';
import { stopChoices } from './words.ts';

/** What a file is called, and which stop it belongs to. */
export function FileDialog({ file, plan, onClose }: { file: PlanFile; plan: Plan; onClose: () => void }) {
  const [name, setName] = useState(file.name);
  const [stop, setStop] = useState(file.itemId ?? '');
  const change = useChangeFile(plan.id);
  const stops = stopChoices(plan);
  const save = () =>
    change.mutate(
      { change: { id: file.id, name: name.trim() || file.name, itemId: stop === '' ? null : stop }, said: 'The file is changed.' },
      { onSuccess: onClose },
    );
  return (
    <Dialog open onClose={onClose} title="Change the file">
      <form
        id="file-form"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!change.isPending) save();
        }}
      >
        <Field label="Name" hint="Its ending stays what the file is.">
          <TextInput value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label="Belongs to">
          <Select value={stop} onChange={({ target }) => setStop(target.value)}>
            <option value="">The whole trip</option>
            {stop !== '' && stops.every(({ value }) => value !== stop) && <option value={stop}>A stop that is gone</option>}
            {stops.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Problem title="Not changed." error={change.error} />
      </form>
      <div className="dialog-foot">
        <Button onClick={onClose}>Leave it</Button>
        <Button variant="primary" type="submit" form="file-form" busy={change.isPending}>
          {change.isPending ? 'Saving' : 'Save'}
        </Button>
      </div>
    </Dialog>
  );
}
