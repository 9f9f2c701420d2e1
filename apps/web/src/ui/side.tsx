import { ArrowLeftIcon, CaretRightIcon, type Icon } from '@phosphor-icons/react';
import { Link, useLocation, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import './side.css';

export type SidePage = {
  to: NonNullable<LinkProps['to']>;
  label: string;
  about: string;
  icon: Icon;
  /** Has pages below it that are entries of their own. */ exact?: true;
};

/**
 * Pages that belong together, with their list beside them. On phones the list scrolls above the page (`strip`), is
 * the page (`list`), or gives way to a link back to it (`leaf`).
 */
export function SideFrame({
  name,
  pages,
  phone,
  children,
}: {
  name: string;
  pages: readonly SidePage[];
  phone: 'strip' | 'list' | 'leaf';
  children: ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // On phones the page one is on may lie beyond the strip's edge.
  useEffect(() => {
    const strip = list.current;
    const current = strip?.querySelector('[aria-current]')?.parentElement;
    if (strip === null || current === null || current === undefined) return;
    const [shown, wanted] = [strip.getBoundingClientRect(), current.getBoundingClientRect()];
    strip.scrollLeft += wanted.left + wanted.width / 2 - shown.left - shown.width / 2;
    // oxlint-disable-next-line react/exhaustive-deps -- which entry is current is read off the list
  }, [pathname]);
  return (
    <div className={classNames('wrap side-frame', phone)}>
      <nav className="side-nav" aria-label={name}>
        <p className="kick">{name}</p>
        <ul ref={list}>
          {pages.map(({ to, label, about, icon: Sign, exact = false }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact, includeSearch: false }}>
                <Sign size={20} aria-hidden />
                {label}
                <CaretRightIcon className="go flip" size={16} weight="bold" aria-hidden />
                <small>{about}</small>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {phone === 'leaf' && (
        <Link to="/account" className="side-back">
          <ArrowLeftIcon className="flip" size={16} weight="bold" aria-hidden />
          {name}
        </Link>
      )}
      <div className="side-page">{children}</div>
    </div>
  );
}
