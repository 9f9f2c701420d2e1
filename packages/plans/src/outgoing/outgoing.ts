import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { reachable } from './addresses.ts';

const TIMEOUT_MS = 10_000;
const PRIVATE = 'leads to a private network';
/** Names of this machine and its network (RFC 6761, 6762, 8375); their addresses would be refused as well. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/;

/** An address that a person named leads where the server must not go. */
class AddressRefused extends Error {
  readonly code = 'EADDRREFUSED';
  override readonly name = 'AddressRefused';
}

export type OutgoingSettings = {
  /** Only `https:`; for servers in production. */
  secureOnly: boolean;
  /** Networks, such as `10.1.0.0/16`, that may be reached although they are private. */
  alsoNetworks?: readonly string[];
  timeoutMs?: number;
  /** Finds a host's addresses; for tests. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
};

/**
 * Requests to addresses that people name. They reach the public internet and nothing else: an address is checked when the
 * connection to it is made, and is the one connected to, so that a name which changes its mind in between wins nothing.
 * No redirect is followed, and no more of an answer is read than its head.
 */
export function outgoing({ secureOnly, alsoNetworks = [], timeoutMs = TIMEOUT_MS, resolve = addressesOf }: OutgoingSettings) {
  const isReachable = reachable(alsoNetworks);

  /** What is wrong with an address that can be told without asking anybody; `undefined` when it may be tried. */
  function fault(address: string): string | undefined {
    const url = URL.parse(address);
    if (url === null) return 'is not an address';
    if (url.protocol !== 'https:' && (secureOnly || url.protocol !== 'http:'))
      return secureOnly ? 'must be an https:// address' : 'must be an http:// or https:// address';
    if (url.username !== '' || url.password !== '') return 'must not have a name or password in it';
    if (url.hash !== '') return 'must not have a part after #';
    if (url.port !== '' && Number(url.port) < 1024) return 'has a port that is kept for other services';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (host === '') return 'is not an address';
    if (isIP(host) !== 0) return isReachable(host) ? undefined : PRIVATE;
    return alsoNetworks.length === 0 && LOCAL_NAME.test(host) ? PRIVATE : undefined;
  }

  // oxlint-disable promise/no-callback-in-promise -- Node asks for a callback
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        // One bad one among them is enough: which of them is taken is not ours to choose.
        if (first === undefined || !found.every(({ address }) => isReachable(address)))
          return done(new AddressRefused('the name leads to a private network'), '');
        return options.all === true ? done(null, found) : done(null, first.address, first.family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), ''),
    );
  };
  // oxlint-enable promise/no-callback-in-promise

  /** Posts a body; gives the answer's status, whatever it is. Rejects with `AddressRefused`, or what the network failed with. */
  async function post(address: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<{ status: number }> {
    const problem = fault(address);
    if (problem !== undefined) throw new AddressRefused(`the address ${problem}`);
    const url = new URL(address);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((settle, reject) => {
      const request = send(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup,
        agent: false,
        maxHeaderSize: 16_384,
        signal: AbortSignal.timeout(timeoutMs),
      });
      request.on('error', reject);
      request.once('response', (response) => {
        response.once('error', () => undefined);
        settle({ status: response.statusCode ?? 0 });
        request.destroy();
      });
      request.end(body);
    });
  }

  return { fault, post };
}

export type Outgoing = ReturnType<typeof outgoing>;

function addressesOf(host: string): Promise<LookupAddress[]> {
  return new Promise((settle, reject) => {
    resolveName(host, { all: true, verbatim: true }, (error, found) => (error === null ? settle(found) : reject(error)));
  });
}
