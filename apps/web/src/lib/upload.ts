import { TRPCClientError } from '@trpc/client';
import { requestHeaders } from './api.ts';

/**
 * Sends a file and tells how far it is, from 0 to 1: `fetch` can't say that. Gives the server's answer; throws what
 * `readFailure` reads.
 */
export async function uploadFile(
  path: string,
  file: Blob,
  { onProgress, signal }: { onProgress: (part: number) => void; signal: AbortSignal },
): Promise<unknown> {
  const headers = await requestHeaders();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      const answer: unknown = request.response;
      if (request.status < 300) resolve(answer);
      else reject(failureIn(answer));
    });
    request.addEventListener('error', () => reject(TRPCClientError.from(new Error('no answer'))));
    request.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function failureIn(answer: unknown): Error {
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error) || !('data' in error))
    return TRPCClientError.from(new Error('no answer of ours'));
  return TRPCClientError.from({ error: { code: Number(error.code), message: String(error.message), data: error.data } });
}
