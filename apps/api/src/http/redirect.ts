import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LIMITS, newServer } from '../listener.ts';

/** The same path by the address people are to use; never by the Host a request names. */
export function secureAddress(baseUrl: string, url: string): string {
  // Anything but a path (a proxy's `http://…`, a `*`) would become a part of the host's name.
  return baseUrl + (url.startsWith('/') ? url : '/');
}

/** Listens for plain http, only to send people to `baseUrl`; what is more than reading is refused. */
export async function startRedirect({ port, host, baseUrl }: { port: number; host: string; baseUrl: string }) {
  const server = newServer((request, response) => {
    const reading = request.method === 'GET' || request.method === 'HEAD';
    response
      .writeHead(reading ? 308 : 403, {
        ...(reading ? { location: secureAddress(baseUrl, request.url ?? '/') } : {}),
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
