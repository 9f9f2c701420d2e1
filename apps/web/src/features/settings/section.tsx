import { type ReactNode, type RefObject, useId } from 'react';
import css from './settings.module.css';

/** One matter of a page: its name, what it is for, what stands beside the name, and the rest below. */
export function Section({
  title,
  about,
  aside,
  heading,
  children,
}: {
  title: string;
  about?: ReactNode;
  aside?: ReactNode;
  /** The heading takes the focus when what had it is gone. */
  heading?: RefObject<HTMLHeadingElement | null>;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.sectionhead}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {aside}
      </div>
      {about !== undefined && <p className="soft small">{about}</p>}
      {children}
    </section>
  );
}

/** Ruled rows. */
export function Entries({ children }: { children: ReactNode }) {
  return <ul className={css.entries}>{children}</ul>;
}

/** A ruled row: a sign, what it is, facts about it, and what can be done with it. */
export function Entry({ icon, name, facts, act }: { icon?: ReactNode; name: ReactNode; facts: ReactNode; act?: ReactNode }) {
  return (
    <li className={css.entry}>
      {icon !== undefined && <span className={css.sign}>{icon}</span>}
      <div className={css.what}>
        <p className={css.name}>{name}</p>
        <p className="small soft">{facts}</p>
      </div>
      {act !== undefined && <div className={css.act}>{act}</div>}
    </li>
  );
}
