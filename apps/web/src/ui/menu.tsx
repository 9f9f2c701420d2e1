import { Menu as Base } from '@base-ui/react/menu';
import type { Icon } from '@phosphor-icons/react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { type ButtonLook, buttonClass } from './button.tsx';
import './overlays.css';

/** A button that opens a list of acts. With an icon alone, `label` names it: `More for Riga weekend`. */
export function Menu({
  label,
  trigger,
  look,
  className,
  head,
  children,
}: {
  label?: string;
  trigger: ReactNode;
  look?: ButtonLook;
  className?: string;
  head?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className={className ?? buttonClass(look)} aria-label={label}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={6} align="end">
          <Base.Popup className="popup menu-popup">
            {head !== undefined && <div className="menu-head">{head}</div>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  icon: Sign,
  danger = false,
  disabled = false,
  onSelect,
  children,
}: {
  icon?: Icon;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Base.Item className={classNames('menu-item', danger && 'danger')} disabled={disabled} onClick={onSelect}>
      {Sign !== undefined && <Sign size={20} aria-hidden />}
      {children}
    </Base.Item>
  );
}

/** An entry that goes somewhere in the app. */
export function MenuLink({ icon: Sign, children, ...link }: Omit<LinkProps, 'children'> & { icon?: Icon; children: ReactNode }) {
  return (
    <Base.LinkItem className="menu-item" closeOnClick render={<Link {...link} />}>
      {Sign !== undefined && <Sign size={20} aria-hidden />}
      {children}
    </Base.LinkItem>
  );
}

export type MenuChoice<Value extends string> = { value: Value; label: string; icon?: Icon };

/** One of several, chosen in a menu. */
export function MenuChoices<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly MenuChoice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <Base.RadioGroup
      value={value}
      onValueChange={(next: unknown) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      aria-label={label}
    >
      {choices.map(({ value: one, label: words, icon: Sign }) => (
        <Base.RadioItem key={one} value={one} className="menu-item" closeOnClick>
          {Sign !== undefined && <Sign size={20} aria-hidden />}
          {words}
          <Base.RadioItemIndicator className="end">
            <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2.5" aria-hidden="true">
              <path d="m2.5 8.5 4 4 7-9" />
            </svg>
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuLine() {
  return <Base.Separator className="menu-line" />;
}
