import { createHash } from 'node:crypto';
import { DIETS, INTERESTS, type TripRequest } from '@tripmaster/contracts';
import type { Payer } from '../itinerary/types.ts';
import { metresBetween } from '../travel/distance.ts';
import { REACH_METRES } from '../verify/limits.ts';
import type { AnswerCache, ModelLedger } from './accounts.ts';
import { jsonSchema, readAnswer, type Answer } from './answer.ts';
import type { Message, ModelClient, ModelConfig } from './client.ts';
import { ModelFailure, type Usage } from './failure.ts';
import { NOTHING, paidQuestions } from './paid.ts';
import { inputOf, instructions, PROMPT_VERSION, type Question } from './prompt.ts';
import type { OnText } from './stream.ts';

export type AnswererParts = {
  client: ModelClient;
  config: ModelConfig;
  ledger?: ModelLedger;
  cache?: AnswerCache;
  /** Is told when the books or the earlier answers failed, which fails no plan. */
  onTrouble?: (error: unknown) => void;
};

type Options = { signal: AbortSignal; payer?: Payer | undefined; onText?: OnText | undefined };

/** Answers a question once: from what was answered before, else by asking, which is paid and booked however it ends. */
export type Answerer = (question: Question, options: Options) => Promise<{ answer: Answer; usage: Usage }>;

/** Rejects like `ModelClient.ask`, and with `over-budget` where the most that an answer can cost is more than is left. */
export function answerer({ client, config, ledger, cache, onTrouble }: AnswererParts): Answerer {
  const paid = paidQuestions({
    client,
    config,
    ...(ledger === undefined ? {} : { ledger }),
    ...(onTrouble === undefined ? {} : { onTrouble }),
  });

  async function earlier(key: string, { shape }: Question): Promise<Answer | undefined> {
    try {
      const text = await cache?.find(key);
      return text === undefined ? undefined : readAnswer(text, shape);
    } catch (error) {
      // One that can be read no longer is asked for again.
      if (!(error instanceof ModelFailure)) onTrouble?.(error);
      return undefined;
    }
  }

  return async (question, { signal, payer, onText }) => {
    const { shape } = question;
    const message = {
      instructions: instructions(shape),
      input: inputOf(question),
      format: { name: `trip_${shape}`, schema: jsonSchema(shape) },
    };
    const personal = question.freeText && hasOwnWords(question.trip.request);
    const ownerId = personal ? payer?.userId : undefined;
    // Whose words nobody answers for are nobody's to find again.
    const key = personal && ownerId === undefined ? undefined : keyOf(config, message, ownerId);
    const known = key === undefined ? undefined : await earlier(key, question);
    if (known !== undefined) {
      await paid.book(payer, NOTHING, 'cached');
      return { answer: known, usage: NOTHING };
    }
    const { value: answer, text, usage } = await paid.ask(message, (reply) => readAnswer(reply, shape), { signal, payer, onText });
    if (key !== undefined && isWorthKeeping(question, answer))
      await cache?.keep(key, text, ownerId).catch((error: unknown) => onTrouble?.(error));
    return { answer, usage };
  };
}

/** Everything that an answer depends on; the owner too where it holds words of theirs. */
function keyOf({ model, baseUrl = '', api }: ModelConfig, { instructions: task, input, format }: Message, ownerId = ''): string {
  const question = [model, baseUrl, api, PROMPT_VERSION, task, input, format.schema, ownerId];
  return createHash('sha256').update(JSON.stringify(question)).digest('hex');
}

const VOCABULARY: ReadonlySet<string> = new Set([...INTERESTS, ...DIETS]);

/** Whether a request holds more than choices out of our own lists. */
function hasOwnWords({ purpose, notes, interests, dietary, accessibility }: TripRequest): boolean {
  return purpose !== undefined || notes !== undefined || [...interests, ...dietary, ...accessibility].some((word) => !VOCABULARY.has(word));
}

/** A thin answer is used and not kept: the next one may be better. */
function isWorthKeeping({ stage, places: asked }: Question, { places }: Answer): boolean {
  return places.filter((place) => metresBetween(stage, place) <= REACH_METRES).length >= asked / 2;
}
