import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { Response as ModelResponse, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { failureOfCode, ModelFailure, type Usage } from './failure.ts';

/** The text of an answer, and what it cost where the server says so. */
export type Reply = { text: string; usage: Usage | undefined };
/** Hears the whole text so far, each time that another thousand characters of it have come. */
export type OnText = (text: string) => void;

/** Characters of answer text. Sixty places are about 30,000; whoever writes ten times that is not answering. */
const MOST_TEXT = 256 * 1024;
const NEWS = 1_000;
/** Bytes on the wire: an event a token of some 300 bytes, reasoning included. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Once is enough of that. */
const endless = (): ModelFailure => new ModelFailure('garbage', { message: 'the answer does not end', retryable: false });
const refusal = (usage?: Usage): ModelFailure => new ModelFailure('refused', { message: 'the model refused', usage });
const filtered = (usage?: Usage): ModelFailure => new ModelFailure('refused', { message: 'a filter stopped the answer', usage });
const cutOff = (why: string, usage?: Usage): ModelFailure => new ModelFailure('truncated', { message: why, usage });

/** A body that fails once more than `most` bytes came through, whatever they are: events, comments, one endless line. */
export function capped(body: ReadableStream<Uint8Array>, most = MOST_BYTES): ReadableStream<Uint8Array> {
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > most) controller.error(endless());
        else controller.enqueue(chunk);
      },
    }),
  );
}

/** Collects text up to the cap. */
class Text {
  value = '';
  readonly #onText: OnText | undefined;
  #told = 0;
  constructor(onText: OnText | undefined) {
    this.#onText = onText;
  }
  add(more: string): void {
    this.value += more;
    if (this.value.length > MOST_TEXT) throw endless();
    if (this.value.length - this.#told < NEWS) return;
    this.#told = this.value.length;
    this.#onText?.(this.value);
  }
}

function outputText({ output }: ModelResponse): string {
  // Local servers leave out parts that the types promise.
  return (output ?? [])
    .flatMap((item) =>
      item.type === 'message' ? (item.content ?? []).flatMap((part) => (part.type === 'output_text' ? part.text : [])) : [],
    )
    .join('');
}

/** More tokens than any model takes or gives: a server that says so is not believed. */
const MOST_COUNTED = 10_000_000;

/** Both counts as the server gave them; `undefined` where they are missing or make no sense. */
function usageOf(input: unknown, output: unknown): Usage | undefined {
  return isCount(input) && isCount(output) && input + output > 0 ? { inputTokens: input, outputTokens: output } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_COUNTED;
}

const usageIn = ({ usage }: ModelResponse): Usage | undefined => usageOf(usage?.input_tokens, usage?.output_tokens);

/** Reads an answer of the Responses API as it streams in. Throws `ModelFailure` for a refusal and for an answer that was cut off. */
export async function readResponse(events: AsyncIterable<ResponseStreamEvent>, onText?: OnText): Promise<Reply> {
  const text = new Text(onText);
  for await (const event of events) {
    const { type } = event;
    if (type === 'response.output_text.delta') text.add(event.delta);
    else if (type === 'response.refusal.delta' || type === 'response.refusal.done') throw refusal();
    else if (type === 'response.failed') throw failureOfCode(event.response.error?.code, undefined, usageIn(event.response));
    else if (type === 'error') throw failureOfCode(event.code ?? undefined);
    else if (type === 'response.incomplete') {
      const reason = event.response.incomplete_details?.reason;
      const usage = usageIn(event.response);
      throw reason === 'content_filter' ? filtered(usage) : cutOff(`the answer is incomplete: ${reason ?? 'no reason given'}`, usage);
    } else if (type === 'response.completed') {
      const { response } = event;
      // Some servers say it here only.
      if (response.status === 'incomplete') throw cutOff('the answer is incomplete', usageIn(response));
      if (response.output?.some((item) => item.type === 'message' && item.content?.some((part) => part.type === 'refusal')))
        throw refusal(usageIn(response));
      return {
        text: text.value === '' ? outputText(response).slice(0, MOST_TEXT) : text.value,
        usage: usageIn(response),
      };
    }
  }
  throw cutOff('the stream ended before the answer did');
}

/** Reads a chat completion as it streams in. Throws like `readResponse`. */
export async function readChat(chunks: AsyncIterable<ChatCompletionChunk>, onText?: OnText): Promise<Reply> {
  const text = new Text(onText);
  let finish: string | undefined;
  let usage: Usage | undefined;
  for await (const chunk of chunks) {
    if (chunk.usage) usage = usageOf(chunk.usage.prompt_tokens, chunk.usage.completion_tokens);
    const choice = chunk.choices?.[0];
    if (choice === undefined) continue;
    if (choice.delta?.refusal) throw refusal();
    if (choice.delta?.content) text.add(choice.delta.content);
    finish = choice.finish_reason ?? finish;
  }
  if (finish === 'content_filter') throw filtered(usage);
  if (finish === 'length') throw cutOff('the answer reached its greatest length', usage);
  if (finish === undefined && !text.value.trimEnd().endsWith('}')) throw cutOff('the stream ended before the answer did');
  return { text: text.value, usage };
}
