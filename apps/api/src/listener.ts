import { createServer, STATUS_CODES, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { AppError } from '@tripmaster/contracts';
import { errorShape } from '@tripmaster/rpc';
import type { Tls } from './tls.ts';

/** What one connection, and all of them together, may take of the server. */
export type Limits = {
  /** From the first byte of a request (or the connection) to the last of its headers. */
  headersMs: number;
  /** To the last byte of its body. */
  requestMs: number;
  /** The same for a file, which may be 100 MB on a slow line. */
  uploadMs: number;
  /** Without a byte in either direction; streams send a sign of life every ten seconds. */
  idleMs: number;
  /** Between two requests on one connection; longer than the 60 s that proxies keep theirs. */
  keepAliveMs: number;
  checkEveryMs: number;
  headerBytes: number;
  connections: number;
};

export const LIMITS: Readonly<Limits> = {
  headersMs: 20_000,
  requestMs: 30_000,
  uploadMs: 1_200_000,
  idleMs: 120_000,
  keepAliveMs: 72_000,
  checkEveryMs: 5_000,
  // A trip request travels in the address of a stream; Node's own 16 KiB would be too little for long notes.
  headerBytes: 64 * 1024,
  connections: 10_000,
};

const HANDSHAKE_MS = 10_000;

/** The listening half of the server: plain, or with TLS of its own. */
export function newServer(handler: RequestListener, limits: Limits, tls?: Tls): Server {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.uploadMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkEveryMs,
  };
  const timed: RequestListener = (request, response) => {
    if (!isUpload(request)) cutWhenLate(server, request, limits.requestMs);
    handler(request, response);
  };
  const server =
    tls === undefined ? createServer(options, timed) : createTlsServer({ ...options, ...tls, handshakeTimeout: HANDSHAKE_MS }, timed);
  server.setTimeout(limits.idleMs);
  server.maxConnections = limits.connections;
  return server;
}

/** Whether a request brings a file. */
function isUpload({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && /^\/files(?:\?|$)/.test(url);
}

/** Node has one time for all requests, which files need longer: whatever else has not arrived sooner is refused as Node would. */
function cutWhenLate(server: Server, request: IncomingMessage, afterMs: number): void {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const timer = setTimeout(() => {
    if (!request.complete)
      server.emit('clientError', Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), request.socket);
  }, afterMs);
  timer.unref();
  request.once('end', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
}

/** Answers what is no HTTP, came too slowly or is too long, in the body of every other failure, and hangs up. */
export function refuseConnection(
  error: Error & { code?: string },
  socket: Pick<Socket, 'destroyed' | 'writable' | 'end' | 'destroy'>,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, failure] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, new AppError('malformed-request', {}, 'The request took too long to arrive.')]
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? [431, new AppError('payload-too-large', {}, 'The headers are longer than allowed.')]
        : [400, new AppError('malformed-request')];
  const shape = errorShape(failure);
  const body = JSON.stringify({ error: { ...shape, data: { ...shape.data, httpStatus: status } } });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
