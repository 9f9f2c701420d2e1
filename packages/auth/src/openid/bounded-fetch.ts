import type { CustomFetch } from 'openid-client';

const MAX_BYTES = 1_000_000;

/** `fetch` whose answers end after a megabyte: nothing a provider has to say is longer. */
export const boundedFetch: CustomFetch = async (url, { method, headers, redirect, body = null, signal = null }) => {
  const sent = body instanceof Uint8Array ? new Uint8Array(body) : body;
  const response = await fetch(url, { method, headers, redirect, body: sent, signal });
  let left = MAX_BYTES;
  const bounded = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        left -= chunk.byteLength;
        if (left < 0) controller.error(new Error('the answer is longer than allowed'));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(bounded, response);
};
