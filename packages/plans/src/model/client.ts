import type OpenAI from 'openai';
import type { TokenPrices } from './accounts.ts';
import { asFailure, ModelFailure } from './failure.ts';
import { capped, readChat, readResponse, type OnText, type Reply } from './stream.ts';

/** Where the model is and how it is spoken to. */
export type ModelConfig = {
  apiKey: string;
  /** With its version, as in `http://localhost:11434/v1`; absent for OpenAI's own. */
  baseUrl?: string;
  model: string;
  api: 'responses' | 'chat';
  /** For all questions of one plan together, retries included. */
  timeoutMs: number;
  /** Absent: it costs nothing. */
  prices?: TokenPrices;
};

/** `format`: the JSON Schema of the answer, and what it is called. */
export type Message = { instructions: string; input: string; format: { name: string; schema: Record<string, unknown> } };

/** How a server has to be spoken to: which interface, and whether it takes a schema and our other settings. */
type Dialect = { api: ModelConfig['api']; structured: boolean };

/** Tokens of one answer, reasoning included: forty places are about 8,000. */
export const MOST_TOKENS = 16_000;
/** Models that think first. Naming places from memory gains nothing by it but time. */
const THINKERS = /^(?:gpt-[5-9](?!.*chat)|o[134](?:-|$))/;

const NOT_HERE = new Set([404, 405, 501]);
const NOT_LIKE_THIS = new Set([400, 415, 422]);

/**
 * One OpenAI-compatible server: OpenAI, llama.cpp, Ollama, LM Studio. The client library costs 0.2 s and 19 MB, so the
 * first question loads it. Where the Responses API is missing, chat completions are tried once; where a server does
 * not take the schema, the question goes out plain. What worked is remembered.
 */
export class ModelClient {
  readonly #config: ModelConfig;
  #dialect: Dialect;
  #library: Promise<{ client: OpenAI; fault: (error: unknown) => ModelFailure }> | undefined;

  constructor(config: ModelConfig) {
    this.#config = config;
    this.#dialect = { api: config.api, structured: true };
  }

  /** One answer, streamed. Rejects with the signal's reason when aborted, else with `ModelFailure`. Does not retry. */
  async ask(message: Message, signal: AbortSignal, onText?: OnText): Promise<Reply> {
    let dialect = this.#dialect;
    for (;;) {
      try {
        const reply = await this.#say(message, dialect, signal, onText);
        this.#dialect = dialect;
        return reply;
      } catch (error) {
        signal.throwIfAborted();
        const failure = error instanceof ModelFailure ? error : (await this.#load()).fault(error);
        const status = failure.status ?? 0;
        if (dialect.api === 'responses' && NOT_HERE.has(status)) dialect = { ...dialect, api: 'chat' };
        else if (dialect.structured && NOT_LIKE_THIS.has(status) && failure.kind === 'server-error')
          dialect = { ...dialect, structured: false };
        else throw failure;
      }
    }
  }

  async #say(
    { instructions, input, format: shape }: Message,
    { api, structured }: Dialect,
    signal: AbortSignal,
    onText?: OnText,
  ): Promise<Reply> {
    const { client } = await this.#load();
    signal.throwIfAborted();
    const { model } = this.#config;
    const thinks = structured && THINKERS.test(model);
    const format = { ...shape, strict: true };
    const reply =
      api === 'responses'
        ? await readResponse(
            await client.responses.create(
              {
                model,
                instructions,
                input,
                stream: true,
                store: false,
                max_output_tokens: MOST_TOKENS,
                ...(structured ? { text: { format: { type: 'json_schema' as const, ...format } } } : {}),
                ...(thinks ? { reasoning: { effort: 'low' as const } } : {}),
              },
              { signal },
            ),
            onText,
          )
        : await readChat(
            await client.chat.completions.create(
              {
                model,
                messages: [
                  { role: 'system', content: instructions },
                  { role: 'user', content: input },
                ],
                stream: true,
                ...(structured
                  ? {
                      max_completion_tokens: MOST_TOKENS,
                      stream_options: { include_usage: true },
                      response_format: { type: 'json_schema' as const, json_schema: format },
                    }
                  : { max_tokens: MOST_TOKENS }),
                ...(thinks ? { reasoning_effort: 'low' as const } : {}),
              },
              { signal },
            ),
            onText,
          );
    // The library ends an aborted stream as if it had been read to its end.
    signal.throwIfAborted();
    return reply;
  }

  #load() {
    this.#library ??= import('openai').then(({ default: Library, APIConnectionError, APIConnectionTimeoutError }) => {
      const { apiKey, baseUrl, timeoutMs } = this.#config;
      const client = new Library({
        apiKey,
        ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
        // Retries and the deadline are ours: the library's would know nothing of the time that is left.
        maxRetries: 0,
        timeout: timeoutMs + 1_000,
        logLevel: 'off',
        fetch: async (url, init) => {
          // Redirects are not followed: the key is for this server alone, and what it names may be on a private network.
          const response = await fetch(url, { ...init, redirect: 'error' });
          return response.body === null
            ? response
            : new Response(capped(response.body), { status: response.status, statusText: response.statusText, headers: response.headers });
        },
      });
      const fault = (error: unknown): ModelFailure => {
        if (error instanceof APIConnectionTimeoutError) return new ModelFailure('timeout', { cause: error });
        if (error instanceof APIConnectionError)
          return new ModelFailure('unreachable', { message: `no connection: ${error.message}`, cause: error });
        return asFailure(error);
      };
      return { client, fault };
    });
    return this.#library;
  }
}
