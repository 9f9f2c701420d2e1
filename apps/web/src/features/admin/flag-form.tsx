import { type FieldProblem, type FlagDefinition, flagDefinition, type FlagSetInput } from '@tripmaster/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { fieldErrors, readFailure } from '../../lib/failure.ts';
import { useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { ProblemText } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { JsonField, KeyField } from './code-fields.tsx';
import { FlagConflict } from './flag-conflict.tsx';
import { readJson } from './json.ts';
import { admin } from './queries.ts';
import type { FlagView } from './wire.ts';

type Draft = { key: string; description: string; definition: string };
type Read = { definition: FlagDefinition } | { errors: Record<string, string> };

/** A flag’s words and its definition, which is written as JSON. Somebody else’s change in between is shown, and either may stay. */
export function FlagForm({ flag, onClose, onDone }: { flag: FlagView | undefined; onClose: () => void; onDone: () => void }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(flag));
  const [version, setVersion] = useState(flag?.version ?? 0);
  const [theirs, setTheirs] = useState<FlagView>();
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: async ({ input }: { input: FlagSetInput; read: Read }) => {
      try {
        return await api.admin.flags.set.mutate(input);
      } catch (error) {
        if (readFailure(error).code === 'conflict') setTheirs(await api.admin.flags.get.query({ key: input.key }));
        throw error;
      }
    },
    refresh: [admin.flags().queryKey],
    said: (_, { input }) => `The flag ${input.key} is saved.`,
    check: ({ input, read }) => ({
      ...(input.key === '' && { key: 'Give it a name.' }),
      ...('errors' in read && read.errors),
    }),
    onDone,
  });
  const set = (part: Partial<Draft>, ...fields: string[]) => {
    setDraft({ ...draft, ...part });
    touched(...fields);
  };
  const send = (over = version) => {
    const read = readDefinition(draft.definition);
    const input = {
      key: flag?.key ?? draft.key.trim(),
      version: over,
      description: draft.description.trim(),
      ...('definition' in read && { definition: read.definition }),
    };
    if (!busy) submit({ input, read });
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={`dialog-body ${css.alertform}`}>
        {flag === undefined && (
          <KeyField
            label="Key"
            hint="Letters, digits, dots and hyphens; code asks for it by this name."
            error={errors['key']}
            value={draft.key}
            onChange={(key) => set({ key }, 'key')}
          />
        )}
        <Field label="What it is for" optional error={errors['description']}>
          <TextInput
            maxLength={2_000}
            value={draft.description}
            onChange={({ target }) => set({ description: target.value }, 'description')}
          />
        </Field>
        <JsonField
          label="Definition"
          hint="JSON in GrowthBook’s form: defaultValue, rules with condition, force, variations, weights, coverage."
          path="definition"
          errors={errors}
          rows={12}
          value={draft.definition}
          onChange={(definition, fields) => set({ definition }, ...fields)}
        />
        {theirs === undefined ? (
          <ProblemText text={errors['']} />
        ) : (
          <FlagConflict
            theirs={theirs}
            had={version}
            onTake={() => {
              setDraft(draftOf(theirs));
              setVersion(theirs.version);
              touched('');
              setTheirs(undefined);
            }}
            onKeep={() => {
              setVersion(theirs.version);
              setTheirs(undefined);
              send(theirs.version);
            }}
          />
        )}
      </div>
      <div className="dialog-foot">
        <Button
          variant="quiet"
          onClick={() => {
            void client.invalidateQueries({ queryKey: admin.flags().queryKey });
            onClose();
          }}
        >
          Leave it
        </Button>
        <Button type="submit" variant="primary" busy={busy} disabled={theirs !== undefined}>
          {busy ? 'Saving the flag' : 'Save the flag'}
        </Button>
      </div>
    </form>
  );
}

function draftOf(flag: FlagView | undefined): Draft {
  return {
    key: flag?.key ?? '',
    description: flag?.description ?? '',
    definition: JSON.stringify(flag?.definition ?? { defaultValue: false, rules: [] }, undefined, 2),
  };
}

/** The definition as it was written, or what is wrong with it, by its paths. */
function readDefinition(written: string): Read {
  const json = readJson(written);
  if ('fault' in json) return { errors: { definition: json.fault } };
  const parsed = flagDefinition.safeParse(json.value);
  if (parsed.success) return { definition: parsed.data };
  const problems: FieldProblem[] = parsed.error.issues.map(({ path, message }) => ({
    path: ['definition', ...path.map(String)].join('.'),
    reason: message,
  }));
  return { errors: fieldErrors(problems) };
}
