import { type ReactNode, useEffect, useState } from 'react';
import { useSettled } from '../../lib/use-settled.ts';
import { Select, TextInput } from '../../ui/field.tsx';
import css from './admin.module.css';
import { CsvButton } from './csv-button.tsx';

/** What a list is narrowed to, which stands in the address, and at the end the list as it then is to keep. */
export function Narrow({ children, csv }: { children?: ReactNode; csv?: Parameters<typeof CsvButton>[0] }) {
  return (
    <div className={css.narrow}>
      {children !== undefined && <search>{children}</search>}
      {csv !== undefined && <CsvButton {...csv} />}
    </div>
  );
}

/** One of a few, or `any` of them. */
export function NarrowTo<Value extends string>({
  label,
  any,
  options,
  value,
  onChange,
}: {
  label: string;
  any: string;
  options: readonly (readonly [value: Value, word: string])[];
  value: Value | undefined;
  /** '' stands for any of them. */
  onChange: (value: string) => void;
}) {
  return (
    <Select aria-label={label} value={value ?? ''} onChange={({ target }) => onChange(target.value)}>
      <option value="">{any}</option>
      {options.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </Select>
  );
}

/** Words that are looked for once they have been written; when the address says others, so does the field. */
export function NarrowByWords({
  label,
  most,
  icon,
  value = '',
  onChange,
}: {
  label: string;
  most: number;
  icon?: ReactNode;
  value: string | undefined;
  /** `more`: words that follow others, so that going back takes all of them away at once. */
  onChange: (words: string, more: boolean) => void;
}) {
  const [typed, setTyped] = useState(value);
  const settled = useSettled(typed.trim());
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Not by what was typed here: somebody went back, or to the whole list.
    if (value !== settled) setTyped(value);
  }
  useEffect(() => {
    if (settled === typed.trim() && settled !== value) onChange(settled, value !== '');
  }, [settled, typed, value, onChange]);
  return (
    <TextInput
      type="search"
      icon={icon}
      aria-label={label}
      placeholder={label}
      autoCapitalize="off"
      spellCheck={false}
      maxLength={most}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
