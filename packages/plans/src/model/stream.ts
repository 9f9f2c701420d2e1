import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { Response as ModelResponse, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { failureOfCode, ModelFailure } from './failure.ts';

/** What a call cost, in tokens; 0 where the server does not say. */
export type Usage = { inputTokens: number; outputTokens: number };
export type Reply = { text: string; usage: Usage };

/** Characters of answer text. Sixty places are about 30,000; whoever writes ten times that is not answering. */
const MOST_TEXT = 256 * 1024;
/** Bytes on the wire: an event a token of some 300 bytes, reasoning included. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Once is enough of that. */
const endless = (): ModelFailure => new ModelFailure('garbage', { message: 'the answer does not end', retryable: false });
const refusal = (): ModelFailure => new ModelFailure('refused', { message: 'the model refused' });
const filtered = (): ModelFailure => new ModelFailure('refused', { message: 'a filter stopped the answer' });
const cutOff = (why: string): ModelFailure => new ModelFailure('truncated', { message: why });

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
  add(more: string): void {
    this.value += more;
    if (this.value.length > MOST_TEXT) throw endless();
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

function usageOf(input: number | undefined, output: number | undefined): Usage {
  return { inputTokens: input ?? 0, outputTokens: output ?? 0 };
}

/** Reads an answer of the Responses API as it streams in. Throws `ModelFailure` for a refusal and for an answer that was cut off. */
export async function readResponse(events: AsyncIterable<ResponseStreamEvent>): Promise<Reply> {
  const text = new Text();
  for await (const event of events) {
    const { type } = event;
    if (type === 'response.output_text.delta') text.add(event.delta);
    else if (type === 'response.refusal.delta' || type === 'response.refusal.done') throw refusal();
    else if (type === 'response.failed') throw failureOfCode(event.response.error?.code);
    else if (type === 'error') throw failureOfCode(event.code ?? undefined);
    else if (type === 'response.incomplete') {
      const reason = event.response.incomplete_details?.reason;
      throw reason === 'content_filter' ? filtered() : cutOff(`the answer is incomplete: ${reason ?? 'no reason given'}`);
    } else if (type === 'response.completed') {
      const { response } = event;
      // Some servers say it here only.
      if (response.status === 'incomplete') throw cutOff('the answer is incomplete');
      if (response.output?.some((item) => item.type === 'message' && item.content?.some((part) => part.type === 'refusal')))
        throw refusal();
      return {
        text: text.value === '' ? outputText(response).slice(0, MOST_TEXT) : text.value,
        usage: usageOf(response.usage?.input_tokens, response.usage?.output_tokens),
      };
    }
  }
  throw cutOff('the stream ended before the answer did');
}

/** Reads a chat completion as it streams in. Throws like `readResponse`. */
export async function readChat(chunks: AsyncIterable<ChatCompletionChunk>): Promise<Reply> {
  const text = new Text();
  let finish: string | undefined;
  let usage = usageOf(undefined, undefined);
  for await (const chunk of chunks) {
    if (chunk.usage) usage = usageOf(chunk.usage.prompt_tokens, chunk.usage.completion_tokens);
    const choice = chunk.choices?.[0];
    if (choice === undefined) continue;
    if (choice.delta?.refusal) throw refusal();
    if (choice.delta?.content) text.add(choice.delta.content);
    finish = choice.finish_reason ?? finish;
  }
  if (finish === 'content_filter') throw filtered();
  if (finish === 'length') throw cutOff('the answer reached its greatest length');
  if (finish === undefined && !text.value.trimEnd().endsWith('}')) throw cutOff('the stream ended before the answer did');
  return { text: text.value, usage };
}
