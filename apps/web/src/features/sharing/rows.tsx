import type { ReactNode } from 'react';
import css from './sharing.module.css';

/** Ruled rows of a dialog. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className={css.rows}>{children}</ul>;
}

/** A name, a fact about it, and what can be done (`children`) at the end. */
export function Row({ name, facts, children }: { name: ReactNode; facts: ReactNode; children?: ReactNode }) {
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p>
          <b>{name}</b>
        </p>
        <p className="small soft">{facts}</p>
      </div>
      <div className={css.acts}>{children}</div>
    </li>
  );
}
