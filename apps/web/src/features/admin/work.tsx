import { ArrowClockwiseIcon } from '@phosphor-icons/react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { StateFlag } from './state-flag.tsx';

type Try = { error: Error | null; isPending: boolean; mutate: (input: undefined) => void };

/** Ruled rows of what the server does by itself. */
export function WorkList({ children }: { children: ReactNode }) {
  return <ul className={css.work}>{children}</ul>;
}

/** Something the server did, does or will do: how it stands, since when, how often it was tried, and what went wrong. */
export function Work({
  name,
  state,
  begunAt,
  done,
  dueAt,
  facts,
  problem,
  retry,
  retryable,
  children,
}: {
  name: string;
  state: Parameters<typeof StateFlag>[0];
  begunAt: string;
  /** The word for its end, and when that was. */
  done: { word: string; at: string | undefined };
  /** When it is its turn, where it waits. */
  dueAt: string | undefined;
  /** How often it was tried, how far it is: written behind the moment, one after the other. */
  facts: readonly string[];
  problem: string | undefined;
  retry: Try;
  retryable: boolean;
  /** What else can be done with it. */
  children?: ReactNode;
}) {
  return (
    <li>
      <div>
        <b>{name}</b> <StateFlag {...state} />
        <p className="small soft num">
          {done.at === undefined ? 'From' : done.word} <Ago value={done.at ?? begunAt} />
          {facts.map((fact) => `, ${fact}`)}
          {dueAt !== undefined && (
            <>
              , due <Moment value={dueAt} />
            </>
          )}
        </p>
        {problem !== undefined && <p className={`small ${css.fault}`}>{problem}</p>}
        <Problem title="Not tried again." error={retry.error} />
      </div>
      <div className={css.decide}>
        {retryable && (
          <Button size="sm" aria-label={`Try again: ${name}`} busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
            <ArrowClockwiseIcon size={20} aria-hidden />
            Try again
          </Button>
        )}
        {children}
      </div>
    </li>
  );
}
