import type { MemberRole } from '@tripmaster/contracts';
import { Select } from '../../ui/field.tsx';
import { isMemberRole, ROLES } from './roles.ts';

/** Reading or changing. Name it with a `Field` around it or with `label`. */
export function RoleSelect({
  value,
  onChange,
  label,
  disabled = false,
}: {
  value: MemberRole;
  onChange: (role: MemberRole) => void;
  label?: string;
  disabled?: boolean;
}) {
  return (
    <Select
      value={value}
      {...(label !== undefined && { 'aria-label': label })}
      disabled={disabled}
      onChange={({ target }) => {
        if (isMemberRole(target.value)) onChange(target.value);
      }}
    >
      {ROLES.map(({ role, word }) => (
        <option key={role} value={role}>
          {word}
        </option>
      ))}
    </Select>
  );
}
