import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether a request is signed as the protocol asks (AWS Signature Version 4, in the header), written from its description. */
function isSigned({ method = '', url = '', headers }: IncomingMessage, secret: string): boolean {
  const [, scope = '', signed = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '') ?? [];
  const [path = '', query = ''] = url.split('?');
  const parameters = query
    .split('&')
    .filter(Boolean)
    .map((one) => (one.includes('=') ? one : `${one}=`))
    .toSorted();
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}`);
  const canonical = [method, path, parameters.join('&'), ...lines, '', signed, headers['x-amz-content-sha256']].join('\n');
  const [day = '', region = '', service = '', end = ''] = scope.split('/');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), end);
  return hmac(key, `AWS4-HMAC-SHA256\n${headers['x-amz-date']?.toString()}\n${scope}\n${sha256(canonical)}`).toString('hex') === signature;
}

/** A bucket on this machine that speaks as much of S3 as the store needs, and can be told to fail. */
export async function startBucket(bucket: string, secret: string) {
  const objects = new Map<string, Buffer>();
  const state: { failing: 'no' | 'error' | 'cut' } = { failing: 'no' };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) if (piece instanceof Buffer) pieces.push(piece);
    const key = decodeURIComponent((request.url ?? '').split('?')[0] ?? '').slice(1);
    const refuse = (status: number, code: string) =>
      response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
    if (state.failing === 'cut') return request.socket.destroy();
    if (state.failing === 'error') return refuse(500, 'InternalError');
    if (!isSigned(request, secret)) return refuse(403, 'SignatureDoesNotMatch');
    if (!key.startsWith(`${bucket}/`)) return refuse(404, 'NoSuchBucket');
    if (request.method === 'PUT') {
      objects.set(key, Buffer.concat(pieces));
      return response.writeHead(200, { etag: '"x"' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    const found = objects.get(key);
    if (found === undefined) return refuse(404, 'NoSuchKey');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = start === undefined ? found : found.subarray(Number(start), Number(end) + 1);
    return response.writeHead(start === undefined ? 200 : 206, { 'content-length': part.length }).end(part);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { endpoint: `http://127.0.0.1:${address.port}`, objects, state, stop: () => void server.close() };
}
