import { CaretDownIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { type ComponentProps, createContext, type ReactNode, use, useId } from 'react';
import { classNames } from '../lib/class-names.ts';
import './field.css';

type FieldWiring = { id: string; labelId: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldWiring | undefined>(undefined);

/** What a control inside a `Field` carries: its id, and the ids of its hint and error. */
export function useFieldProps(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const field = use(FieldContext);
  if (field === undefined) return {};
  return {
    id: field.id,
    ...(field.describedBy !== undefined && { 'aria-describedby': field.describedBy }),
    ...(field.invalid && { 'aria-invalid': true }),
  };
}

/** As `useFieldProps`, for a group of controls, which is named by the label instead of being its target. */
export function useFieldGroupProps(): { 'aria-labelledby'?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const { id: _, ...rest } = useFieldProps();
  const field = use(FieldContext);
  return { ...(field !== undefined && { 'aria-labelledby': field.labelId }), ...rest };
}

export type FieldProps = {
  label: string;
  /** Said before anything is typed: rules, format, consequence. */
  hint?: ReactNode;
  /** What is wrong and what to do, at the place. */
  error?: string | undefined;
  optional?: boolean;
  /** Beside the label, at the line's end. */
  aside?: ReactNode;
  /** For groups (segments, chips, stepper): the label names them. */
  group?: boolean;
  hideLabel?: boolean;
  className?: string | undefined;
  children: ReactNode;
};

/** Label, control, hint and error, wired for assistive technology. The control is any of this folder's. */
export function Field({ label, hint, error, optional = false, aside, group = false, hideLabel = false, className, children }: FieldProps) {
  const id = useId();
  const ids = { hint: `${id}-hint`, error: `${id}-error`, label: `${id}-label` };
  const describedBy = classNames(error !== undefined && ids.error, hint !== undefined && ids.hint) || undefined;
  const text = (
    <>
      {label}
      {optional && <span className="opt"> (optional)</span>}
    </>
  );
  const labelClass = classNames('lab', hideLabel && 'sr');
  const name = group ? (
    <span id={ids.label} className={labelClass}>
      {text}
    </span>
  ) : (
    <label id={ids.label} htmlFor={id} className={labelClass}>
      {text}
    </label>
  );
  return (
    <div className={classNames('field', error !== undefined && 'bad', className)}>
      {aside === undefined ? (
        name
      ) : (
        <div className="labrow">
          {name}
          {aside}
        </div>
      )}
      <FieldContext value={{ id, labelId: ids.label, describedBy, invalid: error !== undefined }}>{children}</FieldContext>
      {error !== undefined && <ErrorText id={ids.error}>{error}</ErrorText>}
      {hint !== undefined && (
        <p id={ids.hint} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** One problem, in words, with its sign. */
export function ErrorText({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p {...(id !== undefined && { id })} className="err">
      <WarningCircleIcon size={20} weight="fill" aria-hidden />
      <span>{children}</span>
    </p>
  );
}

/** One line of text. `icon` stands inside at the start, `end` (a button) at the end. */
export function TextInput({ icon, end, className, ...rest }: ComponentProps<'input'> & { icon?: ReactNode; end?: ReactNode }) {
  const field = useFieldProps();
  const input = <input {...field} {...rest} className={classNames('input', className)} />;
  if (icon === undefined && end === undefined) return input;
  return (
    <span className="inwrap">
      {icon}
      {input}
      {end !== undefined && <span className="inend">{end}</span>}
    </span>
  );
}

/** Several lines of text. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  const field = useFieldProps();
  return <textarea {...field} {...rest} className={classNames('input', className)} />;
}

/** A choice from a short closed list, by the browser's own control. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  const field = useFieldProps();
  return (
    <span className={classNames('selwrap', className)}>
      <select {...field} {...rest} className="input">
        {children}
      </select>
      <CaretDownIcon size={16} weight="bold" aria-hidden />
    </span>
  );
}

/** A box to tick, with its words beside it. */
export function Checkbox({ label, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode }) {
  return (
    <label className="checkline">
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}
