import { setTimeout as wait } from 'node:timers/promises';
import type { Payer } from '../itinerary/types.ts';
import type { Answer } from './answer.ts';
import { asFailure, type ModelFailure, type Usage } from './failure.ts';
import type { Question } from './prompt.ts';
import type { Answerer } from './question.ts';
import type { OnText } from './stream.ts';

const TRIES = 3;
/** Half of the first wait and of each further one is chance, so that many plans do not come back at once. */
const FIRST_WAIT = 500;
/** Fewer places than this are not worth asking for. */
const LEAST_PLACES = 10;

export type AskOptions = {
  signal: AbortSignal;
  /** `performance.now()` milliseconds by which the answer must be there. */
  deadline: number;
  /** Milliseconds before the second try; the third waits twice as long. */
  firstWait?: number;
  payer?: Payer | undefined;
  /** Is told what the answer cost. */
  onUsage?: (usage: Usage) => void;
  onText?: OnText;
};

/**
 * An answer that can be read. Up to three tries within the deadline, with exponential waits or as long as the server asks;
 * a wait that would pass the deadline is not begun. An answer that broke off is asked for at half its length; after a
 * refusal the traveller's own words stay out of the question. Rejects with the last `ModelFailure`, or with the
 * signal's reason.
 */
export async function askModel(
  answerOf: Answerer,
  question: Question,
  { signal, deadline, firstWait = FIRST_WAIT, payer, onUsage, onText }: AskOptions,
): Promise<Answer> {
  let asked = question;
  for (let tries = 1; ; tries++) {
    try {
      const { answer, usage } = await answerOf(asked, { signal, payer, onText });
      onUsage?.(usage);
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      const failure = asFailure(error);
      if (tries === TRIES || !failure.retryable) throw failure;
      const ms = pause(failure, tries, firstWait);
      if (performance.now() + ms >= deadline) throw failure;
      asked = eased(asked, failure);
      // Aborting rejects the wait with an error of its own; the reason is what counts.
      await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

function pause({ retryAfterMs }: ModelFailure, tries: number, firstWait: number): number {
  const most = firstWait * 2 ** (tries - 1);
  const jittered = most / 2 + Math.random() * (most / 2);
  return retryAfterMs === undefined ? jittered : retryAfterMs + Math.random() * (firstWait / 2);
}

function eased(question: Question, { kind }: ModelFailure): Question {
  if (kind === 'truncated') return { ...question, places: Math.max(LEAST_PLACES, Math.ceil(question.places / 2)) };
  if (kind === 'refused') return { ...question, freeText: false };
  return question;
}
