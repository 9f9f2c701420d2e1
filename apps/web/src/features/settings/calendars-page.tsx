import { usePageTitle } from '../../lib/page-title.ts';
import { Calendars } from './calendars.tsx';
import css from './settings.module.css';

/** Addresses for calendar programs. */
export function CalendarsPage() {
  usePageTitle('Calendars');
  return (
    <>
      <h1>Calendars</h1>
      <p className="lede">
        A calendar program that subscribes to an address keeps up with your trips: those you have and those you are on, from a year ago on.
      </p>
      <div className={css.list}>
        <Calendars />
      </div>
    </>
  );
}
