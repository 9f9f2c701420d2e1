import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider, { type AccountClaims } from 'oidc-provider';
import type { OpenIdSettings } from './provider.ts';

const CLIENT_ID = 'tripmaster';
/** Says at the test's provider who is signing in; nobody's name cancels. */
const WHO = 'x-who';

type Options = {
  redirectUri: string;
  /** A client without a secret. */
  isPublic?: boolean;
  /** Claims that the ID token brings itself, not only the userinfo endpoint. */
  inIdToken?: boolean;
};

/** A real provider on this machine at which anybody is who the test says. */
export async function startProvider({ redirectUri, isPublic = false, inIdToken = false }: Options) {
  const people = new Map<string, Record<string, unknown>>();
  const asked: string[] = [];
  let tamper: ((idToken: string) => string | Promise<string>) | undefined;
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const clientSecret = randomBytes(32).toString('base64url');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        redirect_uris: [redirectUri],
        ...(isPublic ? { token_endpoint_auth_method: 'none' as const } : { client_secret: clientSecret }),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of no worth'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale'] },
    conformIdTokenClaims: !inIdToken,
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const claims = people.get(sub);
      return claims === undefined ? undefined : { accountId: sub, claims: (): AccountClaims => ({ sub, ...claims }) };
    },
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      const grant = new oidc.provider.Grant({ clientId: CLIENT_ID, ...(accountId === undefined ? {} : { accountId }) });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    asked.push(context.path);
    await next();
    const body: unknown = context.body;
    if (context.path !== '/token' || tamper === undefined || typeof body !== 'object' || body === null || !('id_token' in body)) return;
    context.body = { ...body, id_token: await tamper(String(body.id_token)) };
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const who = String(request.headers[WHO]);
    const answer = people.has(who) ? { login: { accountId: who } } : { error: 'access_denied', error_description: 'no <b>thanks</b>' };
    await provider.interactionFinished(request, response, answer);
  }
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/') === true) void interact(request, response);
    else void answer(request, response);
  });

  const settings: OpenIdSettings = { issuer, clientId: CLIENT_ID, name: 'Test', ...(isPublic ? {} : { clientSecret }) };
  return {
    settings,
    /** Paths that were asked for. */
    asked,
    /** Makes somebody known: what the provider says of them. */
    know: (sub: string, claims: Record<string, unknown>) => void people.set(sub, claims),
    /** Changes ID tokens on their way out. */
    tamperWith: (change: typeof tamper) => void (tamper = change),

    /** Does what a browser does at the provider: signs in as `who` and gives where it is sent back to. */
    async signIn(url: string, who: string): Promise<URL> {
      const jar = new Map<string, string>();
      for (let next = new URL(url), hops = 0; hops < 10; hops += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(next, { redirect: 'manual', headers: { cookie, [WHO]: who } });
        await response.arrayBuffer();
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`the provider answered ${response.status}`);
        next = new URL(location, next);
        if (next.href.startsWith(redirectUri)) return next;
      }
      throw new Error('the provider redirects without an end');
    },

    async stop(): Promise<void> {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    /** Listens again at the same address. */
    async resume(): Promise<void> {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}

export type TestProvider = Awaited<ReturnType<typeof startProvider>>;
