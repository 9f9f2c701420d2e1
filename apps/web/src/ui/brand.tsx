import { Link } from '@tanstack/react-router';
import './shell.css';

/** The mark: a route that is a tick, on yellow. */
export function Brand() {
  return (
    <Link to="/" className="brand">
      <svg viewBox="0 0 60 60" aria-hidden="true">
        <rect width="60" height="60" rx="9" fill="var(--sun)" />
        <path d="M14 31l11 12L46 19" fill="none" stroke="var(--on-sun)" strokeWidth="6" strokeLinejoin="round" />
        <circle cx="14" cy="31" r="5.5" fill="var(--sun)" stroke="var(--on-sun)" strokeWidth="4.5" />
        <circle cx="46" cy="18" r="5.5" fill="var(--sun)" stroke="var(--on-sun)" strokeWidth="4.5" />
      </svg>
      <span>TripMaster AI</span>
    </Link>
  );
}
