import type { ReactNode } from 'react';
import css from './figures.module.css';

/** A table that may be wider than its place: it scrolls there, by the keyboard as well, and the page does not. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
    <section className={css.scroll} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
