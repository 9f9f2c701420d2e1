import { createHash } from 'node:crypto';
import { email, locale, personName } from '@tripmaster/contracts';
import type * as OpenIdClient from 'openid-client';
import { z } from 'zod';
import { boundedFetch } from './bounded-fetch.ts';

const TIMEOUT_SECONDS = 5;
/** What a provider says of itself is asked for again after this long. */
const KNOWN_MS = 3_600_000;
/** How far the provider's clock may be off. */
const CLOCK_TOLERANCE_SECONDS = 60;
const SCOPE = 'openid email profile';

export type OpenIdSettings = {
  /** As the provider writes it, to the last slash. */
  issuer: string;
  clientId: string;
  /** Absent for a public client, which has PKCE alone. */
  clientSecret?: string;
  /** What people know the provider by. */
  name: string;
};

/** What one sign-in is recognised by when it comes back. */
export type Secrets = { state: string; nonce: string; verifier: string };

/** Who somebody is at the provider. */
export type Identity = z.infer<typeof identity>;

/** `cancelled` when the person said no at the provider. The cause says what went wrong, for the log. */
export class OpenIdFailed extends Error {
  readonly reason: 'cancelled' | 'failed';
  constructor(message: string, reason: OpenIdFailed['reason'] = 'failed', options?: ErrorOptions) {
    super(message, options);
    this.name = 'OpenIdFailed';
    this.reason = reason;
  }
}

/** Claims that are taken over; what is not as it should be counts as absent, but for who it is. */
const identity = z
  .object({
    iss: z.string().min(1).max(500),
    // At most 255 ASCII characters (OpenID Connect Core, 5.7).
    sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
    email: email.optional().catch(undefined),
    email_verified: z.literal(true).optional().catch(undefined),
    name: personName.optional().catch(undefined),
    locale: locale.optional().catch(undefined),
  })
  .transform(({ iss, sub, email_verified, ...profile }) => ({
    issuer: iss,
    subject: sub,
    emailVerified: email_verified === true,
    ...profile,
  }));

/**
 * The provider, found by discovery when it is first needed, and again later or after a failure. So is the library
 * that speaks to it: a server that nobody signs in to this way doesn't load it. Every way here throws `OpenIdFailed`.
 */
export function openIdProvider(settings: OpenIdSettings, redirectUri: string) {
  let known: { provider: Promise<Provider>; until: number } | undefined;

  async function provider(): Promise<Provider> {
    if (known === undefined || known.until <= performance.now()) {
      const found = { provider: discover(settings), until: performance.now() + KNOWN_MS };
      known = found;
      found.provider.catch(() => {
        if (known === found) known = undefined;
      });
    }
    return known.provider;
  }

  return {
    /** Where the browser is to go to sign in. */
    async authorizationUrl({ state, nonce, verifier }: Secrets): Promise<string> {
      const { library, configuration } = await provider().catch(fail);
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      return library.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).href;
    },

    /** Trades what the browser brought back for who it is: checks issuer, state, audience, nonce, times and signature. */
    async identify(answer: URLSearchParams, { state, nonce, verifier }: Secrets): Promise<Identity> {
      try {
        const { library, configuration } = await provider();
        const tokens = await library.authorizationCodeGrant(configuration, new URL(`?${answer}`, redirectUri), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new OpenIdFailed('the provider sent no ID token');
        // Some providers keep the address out of the ID token. It and whether it is proven are taken from one place.
        const profile =
          claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
            ? await library.fetchUserInfo(configuration, tokens.access_token, claims.sub)
            : claims;
        return identity.parse({ ...profile, iss: claims.iss, sub: claims.sub });
      } catch (error) {
        return fail(error);
      }
    },
  };
}

export type OpenIdProvider = ReturnType<typeof openIdProvider>;

type Provider = { library: typeof OpenIdClient; configuration: OpenIdClient.Configuration };

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<Provider> {
  const library = await import('openid-client');
  const url = new URL(issuer);
  // The settings allow http on this machine only.
  const extensions = url.protocol === 'http:' ? [library.allowInsecureRequests] : [];
  const configuration = await library.discovery(
    url,
    clientId,
    { [library.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientSecret === undefined ? library.None() : withSecret(library, clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      [library.customFetch]: boundedFetch,
      execute: [...extensions, library.enableNonRepudiationChecks],
    },
  );
  return { library, configuration };
}

/** The secret the way the provider takes it: `client_secret_basic` unless it says otherwise (Discovery 1.0, 3). */
function withSecret(library: Provider['library'], secret: string): OpenIdClient.ClientAuth {
  const basic = library.ClientSecretBasic(secret);
  const post = library.ClientSecretPost(secret);
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    return (methods === undefined || methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

function fail(error: unknown): never {
  if (error instanceof OpenIdFailed) throw error;
  // RFC 6749, 4.1.2.1 and 5.2: one word; what the provider says beyond it may hold anything.
  const word = error instanceof Error && 'error' in error && typeof error.error === 'string' ? error.error : '';
  if (word === 'access_denied') throw new OpenIdFailed('cancelled at the provider', 'cancelled', { cause: error });
  const said = /^[\w.-]{1,60}$/.test(word) ? `: it answered ${word}` : '';
  throw new OpenIdFailed(`signing in at the provider failed${said}`, 'failed', { cause: error });
}
