import type { TripRequest } from '@tripmaster/contracts';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { type Generation, START, hear } from './generation.ts';

export type Making = { generation: Generation; state: 'running' | 'stopped' | 'failed'; error?: unknown; /** The connection is being sought again. */ lost: boolean; stop: () => void; retry: () => void };

/** Makes the plan and follows it. `retry` starts over with the same wish; leaving the page ends the stream. */
export function useGeneration(request: TripRequest): Making {
  const [attempt, setAttempt] = useState(0);
  const [generation, setGeneration] = useState(START);
  const [state, setState] = useState<Making['state']>('running');
  const [error, setError] = useState<unknown>();
  const [lost, setLost] = useState(false);

  useEffect(() => {
    if (state !== 'running') return;
    let subscription: { unsubscribe: () => void } | undefined;
    const fail = (cause: unknown) => {
      setError(cause);
      setState('failed');
    };
    // A turn later: an effect that is undone at once (StrictMode) must not start a plan.
    const timer = window.setTimeout(() => {
      subscription = api.plans.generate.subscribe(request, {
        onData: (event) => setGeneration((before) => hear(before, event, Date.now())),
        onError: fail,
        onComplete: () => setGeneration((before) => before),
        onConnectionStateChange: (next) => setLost(next === 'connecting'),
      });
    });
    return () => {
      window.clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [request, attempt, state]);

  const stop = useCallback(() => setState('stopped'), []);
  const retry = useCallback(() => {
    setGeneration(START);
    setError(undefined);
    setState('running');
    setAttempt((count) => count + 1);
  }, []);
  return { generation, state, error, lost, stop, retry };
}
