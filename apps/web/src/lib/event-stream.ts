/**
 * Server-sent events over `fetch`, in the shape of the browser's `EventSource`, which cannot send an
 * Authorization header. Reconnects like the original, with `Last-Event-ID`, and hands over on close.
 * Format: HTML Living Standard, section 9.2.
 */
export type EventStreamInit = { withCredentials?: boolean; headers?: () => Promise<Record<string, string>> };

export class EventStream extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState: number = EventStream.CONNECTING;

  readonly #url: string;
  readonly #headers: () => Promise<Record<string, string>>;
  readonly #abort = new AbortController();
  #lastEventId = '';
  #retryMs = 2_000;

  constructor(url: string, init?: EventStreamInit) {
    super();
    this.#url = url;
    this.#headers = init?.headers ?? (async () => ({}));
    void this.#run();
  }

  close(): void {
    this.readyState = this.CLOSED;
    this.#abort.abort();
  }

  async #run(): Promise<void> {
    while (this.readyState !== this.CLOSED) {
      try {
        const headers = { accept: 'text/event-stream', ...(await this.#headers()), ...(this.#lastEventId !== '' && { 'last-event-id': this.#lastEventId }) };
        const response = await fetch(this.#url, { headers, credentials: 'same-origin', cache: 'no-store', signal: this.#abort.signal });
        const type = response.headers.get('content-type') ?? '';
        if (type.startsWith('application/json')) return this.#refuse(await response.text());
        if (!response.ok || !type.startsWith('text/event-stream') || response.body === null) return this.#refuse(undefined);
        this.readyState = this.OPEN;
        this.dispatchEvent(new Event('open'));
        await this.#read(response.body);
      } catch {
        // Lost on the way: try again below, unless it was closed.
      }
      if (this.readyState === this.CLOSED) return;
      this.readyState = this.CONNECTING;
      this.dispatchEvent(new Event('error'));
      await new Promise((done) => setTimeout(done, this.#retryMs));
    }
  }

  /** The server said no: pass its words on where tRPC looks for them, and stop. */
  #refuse(body: string | undefined): void {
    const shape = errorShape(body);
    if (shape !== undefined) this.dispatchEvent(new MessageEvent('serialized-error', { data: shape }));
    // Closing drops what has not been read yet, so the refusal gets its turn first.
    setTimeout(() => {
      this.readyState = this.CLOSED;
      this.dispatchEvent(new Event('error'));
    });
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let buffer = '';
    let event = '';
    let data: string[] = [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      const lines = buffer.split(/\r\n|\n|\r(?!$)/);
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) this.dispatchEvent(new MessageEvent(event || 'message', { data: data.join('\n'), lastEventId: this.#lastEventId }));
          event = '';
          data = [];
          continue;
        }
        const colon = line.indexOf(':');
        if (colon === 0) continue;
        const field = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'data') data.push(text);
        else if (field === 'event') event = text;
        else if (field === 'id' && !text.includes('\0')) this.#lastEventId = text;
        else if (field === 'retry' && /^\d+$/.test(text)) this.#retryMs = Number(text);
      }
    }
  }
}

/** The error shape inside tRPC's JSON answer (`{"error": {…}}`, or the first of a batch), as text. */
function errorShape(body: string | undefined): string | undefined {
  if (body === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    return typeof first === 'object' && first !== null && 'error' in first ? JSON.stringify(first.error) : undefined;
  } catch {
    return undefined;
  }
}
