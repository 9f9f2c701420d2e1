import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMITS, newServer } from '../listener.ts';

/** The same path by the address people are to use; never by the Host a request names. */
export function secureAddress(baseUrl: string, url: string): string {
  // Anything but a path (a proxy's `http://…`, a `*`) would become a part of the host's name.
  return baseUrl + (url.startsWith('/') ? url : '/');
}

/** What programs ask for. A redirect would keep from them that they send their tokens and questions in the clear. */
export function isCall({ url = '/', headers }: { url?: string | undefined; headers: IncomingHttpHeaders }): boolean {
  return headers.authorization !== undefined || /^\/(?:trpc\/|(?:account|plans|calendar)\/[^/?#]*\.)/.test(url);
}

/** Listens for plain http, only to send people to `baseUrl`; calls, and what is more than reading, are refused. */
export async function startRedirect({ port, host, baseUrl }: { port: number; host: string; baseUrl: string }) {
  const server = newServer((request, response) => {
    const page = (request.method === 'GET' || request.method === 'HEAD') && !isCall(request);
    response
      .writeHead(page ? 308 : 403, {
        ...(page ? { location: secureAddress(baseUrl, request.url ?? '/') } : {}),
        'content-length': 0,
        'x-content-type-options': 'nosniff',
        connection: 'close',
      })
      .end();
  }, LIMITS);
  server.listen({ port, host });
  await once(server, 'listening');
  return { port: portOf(server.address()), stop: () => server.close() };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
