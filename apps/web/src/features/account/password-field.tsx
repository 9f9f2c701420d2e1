import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';

/** A password with a way to look at what one typed. `fresh` for a new one. */
export function PasswordField({
  label = 'Password',
  value,
  onChange,
  error,
  hint,
  aside,
  fresh = false,
}: {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  hint?: string;
  /** Beside the label, at the line's end. */
  aside?: ReactNode;
  fresh?: boolean;
}) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} error={error} aside={aside} {...(hint !== undefined && { hint })}>
      <TextInput
        type={shown ? 'text' : 'password'}
        name="password"
        autoComplete={fresh ? 'new-password' : 'current-password'}
        autoCapitalize="off"
        spellCheck={false}
        maxLength={1024}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        end={
          <Button variant="quiet" size="sm" aria-pressed={shown} aria-label="Show the password" onClick={() => setShown(!shown)}>
            {shown ? 'Hide' : 'Show'}
          </Button>
        }
      />
    </Field>
  );
}
