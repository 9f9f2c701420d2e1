import type { PersonPresent, Plan, PlanEvent } from '@tripmaster/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { queries } from '../../lib/queries.ts';
import { changeSentence } from './change-words.ts';

/** Before a stream that failed for good is opened again. */
const AGAIN_MS = 5_000;
/** Whoever deletes the trip on this very page is on the way elsewhere by then. */
const OVER_MS = 500;
/** After these nothing is to be opened again. */
const FINAL: ReadonlySet<string> = new Set(['forbidden', 'unauthenticated', 'session-ended', 'scope-missing']);

export type Live = {
  /** Who else has the plan open. */
  others: readonly PersonPresent[];
  /** What somebody else changed last, in a sentence. */
  news: string | undefined;
  /** The plan was deleted, or the reader is not on it any more. */
  over: boolean;
};

/**
 * Follows a plan while its page is in view: what others change is shown within a second, and who they are. Nothing that
 * is being typed is touched.
 */
export function useLive({ id, version }: Pick<Plan, 'id' | 'version'>, follows: boolean): Live {
  const client = useQueryClient();
  const visible = useVisible();
  const [attempt, setAttempt] = useState(0);
  const [others, setOthers] = useState<readonly PersonPresent[]>([]);
  const [news, setNews] = useState<string>();
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!follows || !visible) return undefined;
    const { queryKey } = queries.plan(id);
    const shown = () => client.getQueryData<Plan>(queryKey)?.version ?? version;
    let told = shown();
    let reading = false;
    const read = async () => {
      if (reading) return;
      reading = true;
      try {
        while (told > shown()) await client.fetchQuery({ ...queries.plan(id), staleTime: 0 });
        void client.invalidateQueries({ queryKey: ['plans', 'history', id] });
      } catch {
        // Told with the next change, or when the page is opened again.
      } finally {
        reading = false;
      }
    };
    let timer: number | undefined;
    let ended = false;
    const end = () => {
      ended = true;
      timer = window.setTimeout(() => setOver(true), OVER_MS);
    };
    const onData = (event: PlanEvent) => {
      if (event.type === 'presence') {
        const role = event.people.find(({ you }) => you)?.role;
        const known = client.getQueryData<Plan>(queryKey);
        // What one may do was changed, and the plan says what that is.
        if (role !== undefined && known !== undefined && known.role !== role) void client.invalidateQueries({ queryKey });
        return setOthers(event.people.filter(({ you }) => !you));
      }
      if (event.type === 'ended') return end();
      told = Math.max(told, event.version);
      if (!event.mine) {
        const sentence = changeSentence(event);
        setNews(sentence);
        announce(sentence);
      }
      void read();
    };
    const onError = (error: Error) => {
      setOthers([]);
      const { code } = readFailure(error);
      if (code === 'not-found') end();
      else if (!FINAL.has(code)) timer = window.setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS);
    };
    const subscription = api.plans.onChange.subscribe({ id, version: told }, { onData, onError });
    return () => {
      window.clearTimeout(timer);
      subscription.unsubscribe();
      // Nobody is shown again what they may not see.
      if (ended) client.removeQueries({ queryKey });
    };
    // The version is where following begins; what comes after is told.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, id, follows, visible, attempt]);
  return { others: follows ? others : [], news, over: follows && over };
}

function useVisible(): boolean {
  return useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    () => document.visibilityState === 'visible',
  );
}
