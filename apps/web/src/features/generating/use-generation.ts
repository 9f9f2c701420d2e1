import type { TripRequest } from '@tripmaster/contracts';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { type Generation, START, hear } from './generation.ts';
import { forgetMaking, makingId } from './making-id.ts';

export type Making = {
  generation: Generation;
  state: 'running' | 'stopped' | 'failed';
  error?: unknown;
  /** The connection is being sought again. */
  lost: boolean;
  stop: () => void;
  retry: () => void;
};

/** Makes the plan and follows it; after a reload it goes on with the same one. `retry` starts over with the same wish. */
export function useGeneration(request: TripRequest): Making {
  const [generation, setGeneration] = useState(START);
  const [state, setState] = useState<Making['state']>('running');
  const [error, setError] = useState<unknown>();
  const [lost, setLost] = useState(false);

  useEffect(() => {
    if (state !== 'running') return undefined;
    let subscription: { unsubscribe: () => void } | undefined;
    let attempts = 0;
    // A turn later: an effect that is undone at once (StrictMode) must not start a plan.
    const timer = window.setTimeout(() => {
      const input = { ...request, lastEventId: makingId(request) };
      subscription = api.plans.generate.subscribe(input, {
        onData: (event) => {
          if (event.type === 'plan') forgetMaking();
          setGeneration((before) => hear(before, event, Date.now()));
        },
        // Not forgotten here: a page that is being reloaded ends its stream with an error too.
        onError: (cause) => {
          setError(cause);
          setState('failed');
        },
        onComplete: () => setLost(false),
        onConnectionStateChange: (next) => {
          // The first connecting is no loss.
          if (next === 'connecting') attempts += 1;
          setLost(next === 'connecting' && attempts > 1);
        },
      });
    });
    return () => {
      window.clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [request, state]);

  const stop = useCallback(() => {
    forgetMaking();
    setState('stopped');
  }, []);
  const retry = useCallback(() => {
    forgetMaking();
    setGeneration(START);
    setError(undefined);
    setState('running');
  }, []);
  return { generation, state, error, lost, stop, retry };
}
