import { WarningCircleIcon } from '@phosphor-icons/react';
import type { ReactNode } from 'react';
import { type Failure, readFailure } from '../lib/failure.ts';
import { Button } from './button.tsx';
import './marks.css';

/** Nothing here yet: the line from a yellow stop, one sentence, one button (as `children`). */
export function EmptyState({ title, text, children }: { title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <div className="card pad empty">
      <svg width="150" height="56" viewBox="0 0 150 56" aria-hidden="true">
        <path
          d="M10 40H60L88 16H140"
          fill="none"
          stroke="var(--line-strong)"
          strokeWidth="4"
          strokeDasharray="0.1 9"
          strokeLinecap="round"
        />
        <circle cx="10" cy="40" r="7" fill="var(--sun)" stroke="var(--ink)" strokeWidth="3" />
      </svg>
      <h2>{title}</h2>
      <p className="soft small">{text}</p>
      {children}
    </div>
  );
}

/** What failed, at its place, with a way to try again and the reference to quote. `title` says what did not happen. */
export function ErrorState({ title, error, onRetry }: { title: string; error: unknown; onRetry?: () => void }) {
  const failure = readFailure(error);
  return (
    <div className="card pad failure" role="alert">
      <p className="h">
        <WarningCircleIcon size={20} weight="fill" aria-hidden />
        {title}
      </p>
      <p className="small">{failureSentence(failure)}</p>
      {(onRetry !== undefined || failure.reference !== undefined) && (
        <p className="row">
          {onRetry !== undefined && (
            <Button variant="primary" size="sm" onClick={onRetry}>
              Try again
            </Button>
          )}
          {failure.reference !== undefined && <span className="xs faint num">Ref. {failure.reference}</span>}
        </p>
      )}
    </div>
  );
}

/** A failure as one sentence, with the wait where the server asks for one. */
function failureSentence({ message, retryAfterSeconds }: Pick<Failure, 'message' | 'retryAfterSeconds'>): string {
  if (retryAfterSeconds === undefined) return message;
  const wait = retryAfterSeconds < 90 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`;
  return `${message} Try again in ${wait}.`;
}

/** The same above a form's button, where what was typed is at stake. */
export function formSentence(failure: Failure): string {
  return failure.code === 'offline' ? `${failure.message} Nothing you typed is lost.` : failureSentence(failure);
}
