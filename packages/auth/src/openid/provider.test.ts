import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openIdProvider } from './provider.ts';

const SECRETS = { state: 'state', nonce: 'nonce', verifier: 'verifier' };
const REDIRECT_URI = 'https://trip.example/auth/openid/callback';
const TIMEOUT_MS = 5_000;
const JSON_TYPE = { 'content-type': 'application/json' };

/** A server that answers everything alike; `address` is its own. */
async function serve(answer: (response: ServerResponse, address: string) => void) {
  const server = createServer((_request, response) => answer(response, issuer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    issuer,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const metadata = (issuer: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ issuer, authorization_endpoint: `${issuer}/in?kept=1`, token_endpoint: `${issuer}/token`, ...more });

function pour(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE);
  const more = () => {
    while (!response.destroyed && response.write('a'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}

describe('the provider', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['an error', (response) => response.writeHead(500).end()],
    ['too many requests', (response) => response.writeHead(429, JSON_TYPE).end('{}')],
    ['something cut off', (response) => response.writeHead(200, JSON_TYPE).end('{"issuer":')],
    ['a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>')],
    ['a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['another issuer', (response) => response.writeHead(200, JSON_TYPE).end(metadata('https://evil.example'))],
    ['no end', pour],
    ['nothing', () => undefined],
  ])('fails, and soon, when discovery is answered with %s', async (_what, answer) => {
    const { issuer, stop } = await serve(answer);
    const provider = openIdProvider({ issuer, clientId: 'x', name: 'x' }, REDIRECT_URI);
    const begun = performance.now();
    await expect(provider.authorizationUrl(SECRETS)).rejects.toMatchObject({ name: 'OpenIdFailed', reason: 'failed' });
    expect(performance.now() - begun).toBeLessThan(TIMEOUT_MS + 2_000);
    stop();
  });

  it('fails when nobody listens', async () => {
    const { issuer, stop } = await serve(() => undefined);
    stop();
    const provider = openIdProvider({ issuer, clientId: 'x', name: 'x' }, REDIRECT_URI);
    await expect(provider.authorizationUrl(SECRETS)).rejects.toMatchObject({ reason: 'failed' });
  });

  it('asks once, however many sign in, and again after a failure', async () => {
    let asked = 0;
    const { issuer, stop } = await serve((response, address) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end();
      else response.writeHead(200, JSON_TYPE).end(metadata(address));
    });
    const provider = openIdProvider({ issuer, clientId: 'x', name: 'x' }, REDIRECT_URI);
    await expect(provider.authorizationUrl(SECRETS)).rejects.toMatchObject({ reason: 'failed' });
    const urls = await Promise.all(Array.from({ length: 20 }, () => provider.authorizationUrl(SECRETS)));
    expect(asked).toBe(2);
    expect(new Set(urls).size).toBe(1);
    expect(urls[0]).toContain(`${issuer}/in?kept=1&`);
    stop();
  });

  it.each([
    ['basic when it says nothing', {}, true],
    ['basic when it takes both', { token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'] }, true],
    ['in the body when it takes that alone', { token_endpoint_auth_methods_supported: ['client_secret_post'] }, false],
  ])('sends the secret as %s', async (_what, more, basic) => {
    const seen: { authorization: string | undefined; body: string }[] = [];
    const { issuer, stop } = await serve((response, address) => {
      const { req } = response;
      if (req.method === 'GET') {
        response.writeHead(200, JSON_TYPE).end(metadata(address, more));
        return;
      }
      let body = '';
      req.on('data', (chunk: Buffer) => (body += chunk.toString()));
      req.on('end', () => {
        seen.push({ authorization: req.headers.authorization, body });
        response.writeHead(401, JSON_TYPE).end('{"error":"invalid_client","error_description":"not to be repeated"}');
      });
    });
    const provider = openIdProvider({ issuer, clientId: 'id', clientSecret: 's:crét', name: 'x' }, REDIRECT_URI);
    await expect(provider.identify(new URLSearchParams({ state: 'state', code: 'code' }), SECRETS)).rejects.toMatchObject({
      message: 'signing in at the provider failed: it answered invalid_client',
    });
    expect(seen).toHaveLength(1);
    const [{ authorization, body } = { authorization: '', body: '' }] = seen;
    expect(authorization).toBe(basic ? `Basic ${Buffer.from('id:s%3Acr%C3%A9t').toString('base64')}` : undefined);
    expect(new URLSearchParams(body).get('client_secret')).toBe(basic ? null : 's:crét');
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({ code_verifier: 'verifier', redirect_uri: REDIRECT_URI });
    stop();
  });
});
