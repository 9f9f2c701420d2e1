import type { PasskeyAssertion, PasskeyAttestation, PasskeyOptions } from '@tripmaster/contracts';
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';

/** Why the browser gave no passkey: `stopped` is our own doing (another ceremony began). */
type Reason = 'cancelled' | 'made-before' | 'wrong-address' | 'unfit' | 'unsupported' | 'stopped' | 'failed';

/** No passkey came of it. The message is for people. */
export class PasskeyFailure extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PasskeyFailure';
    this.reason = reason;
  }
}

/** Whether this browser knows passkeys here; it does not where the page came over plain http from another machine. */
export function passkeysAvailable(): boolean {
  return browserSupportsWebAuthn();
}

/** Has the browser make a passkey, by options of `auth.passkey.registerOptions`. Throws `PasskeyFailure`. */
export async function createPasskey(options: PasskeyOptions): Promise<PasskeyAttestation> {
  if (!isForCreation(options)) throw unusable();
  try {
    const { clientExtensionResults, ...made } = await startRegistration({ optionsJSON: options });
    return { ...made, clientExtensionResults: { ...clientExtensionResults } };
  } catch (error) {
    throw explain(error, 'No passkey was made. Try again when you are ready.', options.rp.id);
  }
}

/** Has the person pick a passkey, by options of `auth.passkey.loginOptions`. Throws `PasskeyFailure`. */
export async function pickPasskey(options: PasskeyOptions): Promise<PasskeyAssertion> {
  if (!isForUse(options)) throw unusable();
  try {
    const { clientExtensionResults, ...signed } = await startAuthentication({ optionsJSON: options });
    return { ...signed, clientExtensionResults: { ...clientExtensionResults } };
  } catch (error) {
    const nothing = 'No passkey was used: it was cancelled, took too long, or there is none for this site here.';
    throw explain(error, nothing, options.rpId);
  }
}

/** What browsers call `NotAllowedError` is all of cancelled, too slow and none there: they don't tell pages which. */
function explain(error: unknown, notAllowed: string, rpId: string | undefined): PasskeyFailure {
  const options = { cause: error };
  if (!passkeysAvailable()) return new PasskeyFailure('unsupported', 'This browser can’t use passkeys here.', options);
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return new PasskeyFailure('cancelled', notAllowed, options);
  if (name === 'AbortError') return new PasskeyFailure('stopped', 'Stopped.', options);
  if (name === 'InvalidStateError') return new PasskeyFailure('made-before', 'There is a passkey for this account here already.', options);
  if (name === 'SecurityError') {
    const where = rpId === undefined ? 'at the server’s own address' : `at ${rpId}`;
    return new PasskeyFailure(
      'wrong-address',
      `Passkeys of this server work only ${where}; this page is at ${location.hostname}.`,
      options,
    );
  }
  if (name === 'ConstraintError' || name === 'NotSupportedError')
    return new PasskeyFailure('unfit', 'This device or key can’t hold a passkey that asks for a finger, face or PIN.', options);
  const unknown = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_GENERAL_ERROR';
  return new PasskeyFailure(
    'failed',
    unknown ? 'The device or key could not do this. Try again, or use another one.' : 'The browser could not do this. Try again.',
    options,
  );
}

function unusable(): PasskeyFailure {
  return new PasskeyFailure('failed', 'The server’s answer can’t be used. Try again.');
}

function isForCreation(options: PasskeyOptions): options is PasskeyOptions & PublicKeyCredentialCreationOptionsJSON {
  return isObject(options['rp']) && isObject(options['user']) && Array.isArray(options['pubKeyCredParams']);
}

function isForUse(options: PasskeyOptions): options is PasskeyOptions & PublicKeyCredentialRequestOptionsJSON {
  const { rpId, allowCredentials } = options;
  return (rpId === undefined || typeof rpId === 'string') && (allowCredentials === undefined || Array.isArray(allowCredentials));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

// Tools take any name that begins with `use` for a hook, which this is not.
export { pickPasskey as usePasskey };
