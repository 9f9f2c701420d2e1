import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';

/** A password with a way to look at what one typed. `fresh` for a new one. */
export function PasswordField({
  value,
  onChange,
  error,
  hint,
  fresh = false,
}: {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  hint?: string;
  fresh?: boolean;
}) {
  const [shown, setShown] = useState(false);
  return (
    <Field label="Password" error={error} {...(hint !== undefined && { hint })}>
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
