import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';
import './button.css';

export type ButtonLook = {
  variant?: 'plain' | 'primary' | 'quiet' | 'danger' | 'sun';
  size?: 'sm' | 'md' | 'big';
  /** As wide as its place. */
  block?: boolean;
  /** Square, for a lone icon; needs an `aria-label`. */
  icon?: boolean;
};

/** The classes of a button, for elements that are not one (a link, a menu's trigger). */
export function buttonClass({ variant = 'plain', size = 'md', block = false, icon = false }: ButtonLook = {}, more?: string): string {
  return classNames('btn', variant !== 'plain' && variant, size !== 'md' && size, block && 'block', icon && 'icon', more);
}

/**
 * A button that says what it does. While `busy` it keeps its focus and its words and takes no second press;
 * say what is going on in the label itself ("Making the plan").
 */
export function Button({
  variant,
  size,
  block,
  icon,
  busy = false,
  className,
  onClick,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & ButtonLook & { busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(
        { ...(variant && { variant }), ...(size && { size }), ...(block && { block }), ...(icon && { icon }) },
        className,
      )}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}

/** A link within the app that looks like a button. */
export function ButtonLink({
  variant,
  size,
  block,
  icon,
  className,
  ...rest
}: Omit<LinkProps, 'className'> & ButtonLook & { className?: string; 'aria-label'?: string; onClick?: () => void }) {
  return (
    <Link
      {...rest}
      className={buttonClass(
        { ...(variant && { variant }), ...(size && { size }), ...(block && { block }), ...(icon && { icon }) },
        className,
      )}
    />
  );
}
