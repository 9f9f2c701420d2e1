import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { PasskeyAssertion, PasskeyAttestation, PasskeyOptions } from '@tripmaster/contracts';
import { z } from 'zod';

const creation = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  excludeCredentials: z.array(z.object({ id: z.string() })),
});
const request = z.object({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(z.object({ id: z.string() })).optional(),
});

/** What a broken or hostile authenticator, or page, does otherwise. */
export type Deviation = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  userPresent?: boolean;
  userVerified?: boolean;
  /** The signature counter; one more than the last time when not given. */
  counter?: number;
  /** The credential to answer with, whatever was asked for. */
  credentialId?: string;
  userHandle?: string | null;
};

type Credential = { id: string; userHandle: string; privateKey: KeyObject; x: Buffer; y: Buffer; counter: number };

/**
 * An authenticator in software, as far as a server sees one (WebAuthn Level 3): ES256 keys, attestation `none`,
 * JSON as a browser hands it on. `counts: false` is one that keeps no counter, as synced passkeys do.
 */
export function softAuthenticator({ origin = 'https://trip.example', counts = true }: { origin?: string; counts?: boolean } = {}) {
  const credentials = new Map<string, Credential>();

  function clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: deviation.type ?? type,
        challenge: deviation.challenge ?? challenge,
        origin: deviation.origin ?? origin,
        crossOrigin: false,
      }),
    );
  }

  function counterOf(credential: Credential, deviation: Deviation): number {
    if (counts) credential.counter += 1;
    return deviation.counter ?? credential.counter;
  }

  return {
    /** Answers `navigator.credentials.create()`. Throws as a browser does when one of the excluded credentials is here. */
    create(options: PasskeyOptions, deviation: Deviation = {}): PasskeyAttestation {
      const { challenge, rp, user, excludeCredentials } = creation.parse(options);
      if (excludeCredentials.some(({ id }) => credentials.has(id))) throw new Error('InvalidStateError');
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const id = deviation.credentialId ?? randomBytes(32).toString('base64url');
      const credential = {
        id,
        userHandle: user.id,
        privateKey,
        x: Buffer.from(x, 'base64url'),
        y: Buffer.from(y, 'base64url'),
        counter: 0,
      };
      credentials.set(id, credential);
      const authData = authenticatorData(deviation.rpId ?? rp.id, counterOf(credential, deviation), deviation, credential);
      const attestation = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, deviation).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      };
    },

    /** Answers `navigator.credentials.get()`, with the newest credential that is allowed. */
    get(options: PasskeyOptions, deviation: Deviation = {}): PasskeyAssertion {
      const { challenge, rpId, allowCredentials } = request.parse(options);
      const allowed = [...credentials.values()].filter(
        ({ id }) => allowCredentials === undefined || allowCredentials.some((each) => each.id === id),
      );
      const credential = deviation.credentialId === undefined ? allowed.at(-1) : credentials.get(deviation.credentialId);
      if (credential === undefined) throw new Error('NotAllowedError');
      const authData = authenticatorData(deviation.rpId ?? rpId, counterOf(credential, deviation), deviation);
      const client = clientData('webauthn.get', challenge, deviation);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), credential.privateKey);
      return {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: deviation.userHandle === undefined ? credential.userHandle : deviation.userHandle,
        },
        clientExtensionResults: {},
      };
    },
  };
}

/** WebAuthn Level 3, 6.1; with the credential itself when it is new. */
function authenticatorData(
  rpId: string,
  counter: number,
  { userPresent = true, userVerified = true }: Deviation,
  made?: Credential,
): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8((userPresent ? 0x01 : 0) | (userVerified ? 0x04 : 0) | (made === undefined ? 0 : 0x40));
  head.writeUInt32BE(counter, 1);
  if (made === undefined) return Buffer.concat([sha256(rpId), head]);
  const id = Buffer.from(made.id, 'base64url');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  // COSE (RFC 9053): key type EC2, algorithm ES256, curve P-256.
  const key = cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, made.x],
      [-3, made.y],
    ]),
  );
  return Buffer.concat([sha256(rpId), head, Buffer.alloc(16), length, id, key]);
}

type Cbor = number | string | Buffer | Map<string | number, Cbor>;

/** CBOR (RFC 8949) of the few things that are needed here. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? headOf(1, -1 - value) : headOf(0, value);
  if (typeof value === 'string') return Buffer.concat([headOf(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([headOf(2, value.length), value]);
  return Buffer.concat([headOf(5, value.size), ...Array.from(value, ([key, entry]) => [cbor(key), cbor(entry)]).flat()]);
}

function headOf(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  return count < 256 ? Buffer.from([(major << 5) | 24, count]) : Buffer.from([(major << 5) | 25, count >> 8, count & 0xff]);
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
