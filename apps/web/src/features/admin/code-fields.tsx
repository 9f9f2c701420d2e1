import { ErrorText, Field, TextArea, TextInput } from '../../ui/field.tsx';
import css from './admin.module.css';

type Common = { label: string; hint?: string; optional?: boolean; value: string };

/** A word that code knows something by: nothing corrects what is typed. */
export function KeyField({
  error,
  most = 100,
  value,
  onChange,
  ...field
}: Common & { error: string | undefined; most?: number; onChange: (value: string) => void }) {
  return (
    <Field {...field} error={error}>
      <TextInput autoCapitalize="off" spellCheck={false} maxLength={most} value={value} onChange={({ target }) => onChange(target.value)} />
    </Field>
  );
}

/** JSON in GrowthBook’s form. What can’t be followed is named by its place within `path`, the whole by `path` itself. */
export function JsonField({
  path,
  errors,
  rows,
  placeholder,
  value,
  onChange,
  ...field
}: Common & {
  path: string;
  errors: Readonly<Record<string, string>>;
  rows: number;
  placeholder?: string;
  /** `fields`: what was named and is being mended. */
  onChange: (value: string, fields: string[]) => void;
}) {
  const within = Object.entries(errors).filter(([place]) => place.startsWith(`${path}.`));
  return (
    <>
      <Field {...field} error={errors[path] ?? (within.length > 0 ? 'Parts of it can’t be followed; they are named below.' : undefined)}>
        <TextArea
          className={css.json ?? ''}
          rows={rows}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          {...(placeholder !== undefined && { placeholder })}
          value={value}
          onChange={({ target }) => onChange(target.value, [path, ...within.map(([place]) => place)])}
        />
      </Field>
      {within.length > 0 && (
        <ul className={css.faults}>
          {within.map(([place, reason]) => (
            <li key={place}>
              <ErrorText>
                <code>{place.slice(path.length + 1)}</code>: {reason}
              </ErrorText>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
