import type { Payer } from '../itinerary/types.ts';
import type { CallOutcome, ModelLedger, Reservation } from './accounts.ts';
import { MOST_TOKENS, type Message, type ModelClient, type ModelConfig } from './client.ts';
import { asFailure, codeBehind, ModelFailure, type Usage } from './failure.ts';
import { PROMPT_VERSION } from './prompt.ts';
import type { OnText, Reply } from './stream.ts';

type Parts = {
  client: ModelClient;
  config: ModelConfig;
  ledger?: ModelLedger;
  /** Is told when the books failed, which fails no plan. */
  onTrouble?: (error: unknown) => void;
  /** Of the words that are asked with. */
  promptVersion?: string;
};

export const NOTHING: Usage = { inputTokens: 0, outputTokens: 0 };

/** Questions whose cost is set aside before they are asked, and booked however they end. */
export function paidQuestions({ client, config, ledger, onTrouble, promptVersion = PROMPT_VERSION }: Parts) {
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
    const call = { payer, model: config.model.slice(0, 200), promptVersion, usage, costMicros: costOf(usage), outcome };
    await ledger?.book(call, reservation).catch((error: unknown) => onTrouble?.(error));
  }

  return {
    book,

    /** Rejects like `ModelClient.ask`, and with `over-budget` where the most that an answer can cost is more than is left. */
    async ask<Value>(
      message: Message,
      read: (text: string) => Value,
      { signal, payer, onText }: { signal: AbortSignal; payer?: Payer | undefined; onText?: OnText | undefined },
    ): Promise<{ value: Value; text: string; usage: Usage }> {
      const most: Usage = { inputTokens: mostTokensOf(message), outputTokens: MOST_TOKENS };
      const reservation = await reserve(payer, costOf(most));
      // The time may have run out while the money was set aside.
      const sent = !signal.aborted;
      let reply: Reply | undefined;
      try {
        reply = await client.ask(message, signal, onText);
        const value = read(reply.text);
        const usage = usageOf(reply, most);
        await book(payer, usage, 'answered', reservation);
        return { value, text: reply.text, usage };
      } catch (error) {
        const failure = signal.aborted ? signal.reason : asFailure(error);
        const usage = reply !== undefined ? usageOf(reply, most) : sent ? spentOn(failure, most) : NOTHING;
        await book(payer, usage, failure instanceof ModelFailure ? failure.kind : 'stopped', reservation);
        throw error;
      }
    },
  };
}

/** Text of ours and of travellers in any script has at least two bytes a token. */
function mostTokensOf({ instructions: task, input, format }: Message): number {
  return Math.ceil(Buffer.byteLength(task + input + JSON.stringify(format.schema)) / 2);
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
