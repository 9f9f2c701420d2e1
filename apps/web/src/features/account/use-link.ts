import { useEffect, useState } from 'react';
import { type Failure, readFailure } from '../../lib/failure.ts';

export type LinkState = { status: 'pending' } | { status: 'done' } | { status: 'failed'; failure: Failure };

/** The uses of links by this tab. A link works once, so it is used once, however often a page is drawn or drawn again. */
const uses = new Map<string, Promise<LinkState>>();

function spend(token: string, send: (token: string) => Promise<unknown>): Promise<LinkState> {
  const before = uses.get(token);
  if (before !== undefined) return before;
  const use = send(token).then(
    (): LinkState => ({ status: 'done' }),
    (error: unknown): LinkState => ({ status: 'failed', failure: readFailure(error) }),
  );
  uses.set(token, use);
  return use;
}

/** Uses a mailed link as soon as the page is there. `retry` is for failures that may pass. */
export function useLink(token: string, send: (token: string) => Promise<unknown>): { state: LinkState; retry: () => void } {
  const [state, setState] = useState<LinkState>({ status: 'pending' });
  useEffect(() => {
    let left = false;
    async function go(): Promise<void> {
      const next = await spend(token, send);
      if (!left) setState(next);
    }
    if (state.status === 'pending') void go();
    return () => {
      left = true;
    };
  }, [token, send, state.status]);
  return {
    state,
    retry: () => {
      uses.delete(token);
      setState({ status: 'pending' });
    },
  };
}
