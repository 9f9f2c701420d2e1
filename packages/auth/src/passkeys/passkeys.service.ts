import {
  AppError,
  newId,
  toInstant,
  type PasskeyAssertion,
  type PasskeyAttestation,
  type PasskeyOptions,
  type PasskeyView,
} from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import { z } from 'zod';
import type { TicketsService } from '../tickets/tickets.service.ts';
import type { PasskeyRow, PasskeysRepo } from './passkeys.repo.ts';

const RP_NAME = 'TripMaster AI';
/** Ed25519, ES256, RS256 (IANA COSE Algorithms): what every authenticator has one of, and what Node verifies without flags. */
const ALGORITHMS = [-8, -7, -257];
const MOST_PASSKEYS = 20;

const clientData = z.looseObject({ challenge: z.string().min(20).max(200) });

/** What a passkey proved, and what its ceremony was begun for. */
export type PasskeyProof = { userId: string; passkeyId: string; data: Record<string, unknown> };

type Deps = {
  db: Database;
  repo: PasskeysRepo;
  tickets: TicketsService;
  /** Where people reach the server. */ baseUrl: string;
  now: () => number;
};

/**
 * Passkeys (WebAuthn Level 3). Each asks the person for a finger or a PIN (user verification), so one alone is two
 * factors. The challenge of a ceremony is a ticket: whatever is signed with it counts once.
 */
export function passkeysService({ db, repo, tickets, baseUrl, now }: Deps) {
  const { origin, hostname } = new URL(baseUrl);
  // The library and its certificates are of no use to most starts of the server.
  const webAuthn = () => import('@simplewebauthn/server');

  return {
    list: async (userId: string): Promise<PasskeyView[]> => (await repo.ofUser(db.read, { userId })).map(toView),
    count: (reader: Reader, userId: string) => repo.count(reader, userId),

    async registerOptions({ userId, email, name }: { userId: string; email: string; name: string | null }): Promise<PasskeyOptions> {
      const { generateRegistrationOptions } = await webAuthn();
      const known = await repo.ofUser(db.read, { userId });
      if (known.length >= MOST_PASSKEYS) throw tooMany();
      const options = await generateRegistrationOptions({
        rpName: RP_NAME,
        rpID: hostname,
        userName: email,
        userDisplayName: name ?? email,
        userID: new TextEncoder().encode(userId),
        attestationType: 'none',
        excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      });
      await db.write((tx) => tickets.issue(tx, 'passkey-registration', { userId, secret: options.challenge }));
      return { ...options };
    },

    /**
     * Checks what the authenticator made; `store` puts it into the caller's transaction. Throws `challenge-over`,
     * `passkey-refused`, and `conflict` when there are too many.
     */
    async checkNew(userId: string, response: PasskeyAttestation, name: string) {
      const { clientDataJSON, attestationObject, transports } = response.response;
      const challenge = challengeOf(clientDataJSON);
      const ticket = await db.write((tx) => tickets.take(tx, 'passkey-registration', challenge));
      if (ticket?.userId !== userId) throw new AppError('challenge-over', {}, 'This took too long. Start again.');
      const { verifyRegistrationResponse } = await webAuthn();
      const verified = await verifyRegistrationResponse({
        response: {
          ...envelopeOf(response),
          response: { clientDataJSON, attestationObject, ...(transports === undefined ? {} : { transports }) },
        },
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: hostname,
        supportedAlgorithmIDs: ALGORITHMS,
      }).catch(refuse);
      if (!verified.verified) throw new AppError('passkey-refused');
      const { credential, credentialBackedUp } = verified.registrationInfo;
      const row: PasskeyRow = {
        id: newId(now()),
        userId,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports ?? [],
        name,
        synced: credentialBackedUp,
        createdAt: now(),
        lastUsedAt: null,
      };
      return {
        async store(tx: Transaction): Promise<PasskeyView> {
          // Counted here too: many ceremonies may have been begun before any ended.
          if ((await repo.count(tx, userId)) >= MOST_PASSKEYS) throw tooMany();
          if (!(await repo.add(tx, row))) throw new AppError('passkey-refused', {}, 'This passkey is in use already.');
          return toView(row);
        },
      };
    },

    /**
     * Begins a sign-in: by any passkey of this site the person picks, or, as a second factor, by one of `userId`'s.
     * `data` comes back with the proof.
     */
    async signInOptions({ userId, data = {} }: { userId?: string | undefined; data?: Record<string, unknown> }): Promise<PasskeyOptions> {
      const { generateAuthenticationOptions } = await webAuthn();
      const own = userId === undefined ? [] : await repo.ofUser(db.read, { userId });
      const options = await generateAuthenticationOptions({
        rpID: hostname,
        userVerification: 'required',
        ...(userId === undefined
          ? {}
          : { allowCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports })) }),
      });
      await db.write((tx) => tickets.issue(tx, 'passkey-sign-in', { userId, data, secret: options.challenge }));
      return { ...options };
    },

    /** Checks what the authenticator signed; of many uses of one answer at once one counts. Throws `passkey-refused`. */
    async prove(response: PasskeyAssertion): Promise<PasskeyProof> {
      const { clientDataJSON, authenticatorData, signature, userHandle } = response.response;
      const challenge = challengeOf(clientDataJSON);
      const ticket = await db.write((tx) => tickets.take(tx, 'passkey-sign-in', challenge));
      if (ticket === undefined) throw new AppError('challenge-over');
      const [passkey] = await repo.byCredential(db.read, { credentialId: response.id });
      if (passkey === undefined || (ticket.userId !== null && ticket.userId !== passkey.userId))
        throw new AppError('passkey-refused', {}, 'This passkey belongs to no account here.');
      if (!isFor(passkey.userId, userHandle, { named: ticket.userId !== null })) throw new AppError('passkey-refused');
      const { verifyAuthenticationResponse } = await webAuthn();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: { ...envelopeOf(response), response: { clientDataJSON, authenticatorData, signature } },
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: hostname,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: passkey.counter,
          transports: passkey.transports,
        },
      }).catch(refuse);
      if (!verified) throw new AppError('passkey-refused');
      const { newCounter, credentialBackedUp } = authenticationInfo;
      const change = { counter: newCounter, synced: credentialBackedUp, lastUsedAt: now() };
      if (!(await db.write((tx) => repo.used(tx, passkey.id, change)))) throw new AppError('passkey-refused');
      return { userId: passkey.userId, passkeyId: passkey.id, data: ticket.data };
    },

    /** Whether the passkey of a proof is still there. */
    has: async (reader: Reader, { userId, passkeyId }: PasskeyProof) =>
      (await repo.ofUser(reader, { userId })).some(({ id }) => id === passkeyId),
    remove: (tx: Transaction, userId: string, id: string) => repo.remove(tx, userId, id),
    removeFromBefore: (tx: Transaction, userId: string, before: number) => repo.removeFromBefore(tx, userId, before),
    removeAll: (tx: Transaction, userId: string) => repo.removeAll(tx, userId),
  };
}

export type PasskeysService = ReturnType<typeof passkeysService>;

/** The challenge a browser says it answered. */
function challengeOf(clientDataJSON: string): string {
  try {
    return clientData.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))).challenge;
  } catch {
    throw new AppError('passkey-refused');
  }
}

/** What the checks of a ceremony need of its answer; extensions are not asked for and not looked at. */
function envelopeOf({ id, rawId, type }: PasskeyAssertion | PasskeyAttestation) {
  return { id, rawId, type, clientExtensionResults: {} };
}

function tooMany(): AppError {
  return new AppError('conflict', {}, `There are ${MOST_PASSKEYS} passkeys already. Remove one first.`);
}

/**
 * Whether the account the authenticator keeps the passkey for is its owner (Web Authentication Level 3, 7.2 step 6).
 * It may leave that out only where the person was `named` before.
 */
function isFor(userId: string, userHandle: string | null | undefined, { named }: { named: boolean }): boolean {
  if (userHandle === undefined || userHandle === null) return named;
  return Buffer.from(userHandle, 'base64url').toString('utf8') === userId;
}

function refuse(cause: unknown): never {
  throw new AppError('passkey-refused', {}, undefined, { cause });
}

function toView({ id, name, createdAt, lastUsedAt, synced }: PasskeyRow): PasskeyView {
  return { id, name, createdAt: toInstant(createdAt), ...(lastUsedAt === null ? {} : { lastUsedAt: toInstant(lastUsedAt) }), synced };
}
