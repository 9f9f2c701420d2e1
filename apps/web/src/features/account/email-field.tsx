import { email as emailSchema } from '@tripmaster/contracts';
import { Field, TextInput } from '../../ui/field.tsx';

/** The e-mail address one signs in by. */
export function EmailField({
  value,
  onChange,
  error,
  hint,
}: {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  hint?: string;
}) {
  return (
    <Field label="E-mail" error={error} {...(hint !== undefined && { hint })}>
      <TextInput
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={254}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** What is wrong with an address before it is sent. */
export function emailFault(value: string): string | undefined {
  if (value.trim() === '') return 'Type your e-mail address.';
  return emailSchema.safeParse(value).success ? undefined : 'This is not a whole e-mail address.';
}
