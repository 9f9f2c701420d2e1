import { createHash } from 'node:crypto';
import { DIETS, INTERESTS, type TripRequest } from '@tripmaster/contracts';
import type { Payer } from '../itinerary/types.ts';
import { metresBetween } from '../travel/distance.ts';
import { REACH_METRES } from '../verify/limits.ts';
import type { AnswerCache, CallOutcome, ModelLedger, Reservation } from './accounts.ts';
import { jsonSchema, readAnswer, type Answer } from './answer.ts';
import { MOST_TOKENS, type Message, type ModelClient, type ModelConfig } from './client.ts';
import { asFailure, codeBehind, ModelFailure, type Usage } from './failure.ts';
import { inputOf, instructions, PROMPT_VERSION, type Question } from './prompt.ts';
import type { OnText, Reply } from './stream.ts';

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

const NOTHING: Usage = { inputTokens: 0, outputTokens: 0 };

/** Rejects like `ModelClient.ask`, and with `over-budget` where the most that an answer can cost is more than is left. */
export function answerer({ client, config, ledger, cache, onTrouble }: AnswererParts): Answerer {
  const costOf = ({ inputTokens, outputTokens }: Usage): number =>
    Math.ceil(inputTokens * (config.prices?.input ?? 0) + outputTokens * (config.prices?.output ?? 0));

  async function reserve(payer: Payer | undefined, micros: number): Promise<Reservation | undefined> {
    if (ledger === undefined || micros === 0) return undefined;
    const reservation = await ledger.reserve(payer, micros).catch((error: unknown) => {
      throw new ModelFailure('server-error', { message: 'the books cannot be kept', retryable: false, cause: error });
    });
    if (reservation === undefined) throw new ModelFailure('over-budget');
    return reservation;
  }

  /** When this fails, what was set aside stays so: rather too much is counted than too little. */
  async function book(payer: Payer | undefined, usage: Usage, outcome: CallOutcome, reservation?: Reservation): Promise<void> {
    const call = { payer, model: config.model.slice(0, 200), promptVersion: PROMPT_VERSION, usage, costMicros: costOf(usage), outcome };
    await ledger?.book(call, reservation).catch((error: unknown) => onTrouble?.(error));
  }

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
    const message = { instructions: instructions(question.shape), input: inputOf(question), shape: question.shape };
    const personal = question.freeText && hasOwnWords(question.trip.request);
    const ownerId = personal ? payer?.userId : undefined;
    // Whose words nobody answers for are nobody's to find again.
    const key = personal && ownerId === undefined ? undefined : keyOf(config, message, ownerId);
    const known = key === undefined ? undefined : await earlier(key, question);
    if (known !== undefined) {
      await book(payer, NOTHING, 'cached');
      return { answer: known, usage: NOTHING };
    }
    const most: Usage = { inputTokens: mostTokensOf(message), outputTokens: MOST_TOKENS };
    const reservation = await reserve(payer, costOf(most));
    // The time may have run out while the money was set aside.
    const sent = !signal.aborted;
    let reply: Reply | undefined;
    try {
      reply = await client.ask(message, signal, onText);
      const answer = readAnswer(reply.text, question.shape);
      const usage = usageOf(reply, most);
      await book(payer, usage, 'answered', reservation);
      if (key !== undefined && isWorthKeeping(question, answer))
        await cache?.keep(key, reply.text, ownerId).catch((error: unknown) => onTrouble?.(error));
      return { answer, usage };
    } catch (error) {
      const failure = signal.aborted ? signal.reason : asFailure(error);
      const usage = reply !== undefined ? usageOf(reply, most) : sent ? spentOn(failure, most) : NOTHING;
      await book(payer, usage, failure instanceof ModelFailure ? failure.kind : 'stopped', reservation);
      throw error;
    }
  };
}

/** Text of ours and of travellers in any script has at least two bytes a token. */
function mostTokensOf({ instructions: task, input, shape }: Message): number {
  return Math.ceil(Buffer.byteLength(task + input + JSON.stringify(jsonSchema(shape))) / 2);
}

/** Of a whole answer; where the server does not say, by its length: JSON has some three bytes a token. */
function usageOf({ text, usage }: Reply, { inputTokens, outputTokens }: Usage): Usage {
  return usage ?? { inputTokens, outputTokens: Math.min(outputTokens, Math.ceil(Buffer.byteLength(text) / 3)) };
}

/** The question did not get as far as the model's server. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/;

/**
 * What a question cost that got no whole answer. A refusal in HTTP's words costs nothing. Of a line that broke nobody
 * here knows how long the model went on, so it counts as the longest answer there may be.
 */
function spentOn(failure: unknown, most: Usage): Usage {
  if (!(failure instanceof ModelFailure)) return most;
  if (failure.usage !== undefined) return failure.usage;
  return failure.status !== undefined || NOT_SENT.test(codeBehind(failure) ?? '') ? NOTHING : most;
}

/** Everything that an answer depends on; the owner too where it holds words of theirs. */
function keyOf({ model, baseUrl = '', api }: ModelConfig, { instructions: task, input, shape }: Message, ownerId = ''): string {
  const question = [model, baseUrl, api, PROMPT_VERSION, task, input, jsonSchema(shape), ownerId];
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
