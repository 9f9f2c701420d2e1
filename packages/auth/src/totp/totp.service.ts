import { AppError, type TotpEnrolment } from '@tripmaster/contracts';
import { SealBroken, type Reader, type Sealer, type Transaction } from '@tripmaster/db';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import type { TotpRepo } from './totp.repo.ts';

/** RFC 6238 as every authenticator app takes it: SHA-1, six digits, thirty seconds. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** RFC 4226, section 4, R6: 160 bits. */
const SECRET_BYTES = 20;
/** Clocks may differ by one step (RFC 6238, section 5.2). */
const WINDOW = 1;
const ISSUER = 'TripMaster AI';
const UNREADABLE = 'Codes of your authenticator app can’t be checked here. Use a recovery code or a passkey, then set the app up anew.';

type Deps = { repo: TotpRepo; sealer: Sealer; now: () => number };

/** Time-based codes as a second factor. Every code is taken once: its time step is used up with it. */
export function totpService({ repo, sealer, now }: Deps) {
  const placeOf = (userId: string) => `totp.secret:${userId}`;

  /**
   * The secret of a row. One that was moved here from another row, or whose key is gone, proves nothing: that is our
   * fault and not the person's, so the operator finds it in the log and the person is told what still works.
   */
  function secretOf(sealed: string, userId: string): Secret {
    try {
      return Secret.fromBase32(sealer.open(sealed, placeOf(userId)));
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      throw new AppError('unavailable', {}, UNREADABLE, { cause });
    }
  }

  /** Uses up a code in the caller's transaction; of many uses at once one is taken. Throws `unavailable` when the secret can't be read. */
  async function take(tx: Transaction, userId: string, code: string, { confirmed }: { confirmed: boolean }): Promise<boolean> {
    const digits = code.replace(/[\s-]/g, '');
    const [row] = await repo.byUser(tx, { userId });
    if (row === undefined || (row.confirmedAt !== null) !== confirmed || !/^\d{6}$/.test(digits)) return false;
    const secret = secretOf(row.secret, userId);
    const delta = TOTP.validate({ ...PARAMETERS, secret, token: digits, timestamp: now(), window: WINDOW });
    if (delta === null) return false;
    return repo.takeStep(tx, userId, Math.floor(now() / 1000 / PARAMETERS.period) + delta);
  }

  return {
    /** Since when codes are asked for; `undefined` when they are not. */
    async since(db: Reader, userId: string): Promise<number | undefined> {
      const [row] = await repo.byUser(db, { userId });
      return row?.confirmedAt ?? undefined;
    },

    /** Makes a secret that counts once it is confirmed by a code. Throws `conflict` when there is one in use. */
    async enrol(tx: Transaction, userId: string, label: string): Promise<TotpEnrolment> {
      const secret = new Secret({ size: SECRET_BYTES });
      if (!(await repo.enrol(tx, userId, sealer.seal(secret.base32, placeOf(userId)), now())))
        throw new AppError('conflict', {}, 'An authenticator app is set up already. Remove it first.');
      const uri = new TOTP({ ...PARAMETERS, issuer: ISSUER, label, secret }).toString();
      return {
        secret: secret.base32,
        uri,
        qrCode: `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri, { border: 2 })).toString('base64')}`,
      };
    },

    /** Confirms the secret made last; false for a wrong code. */
    async confirm(tx: Transaction, userId: string, code: string): Promise<boolean> {
      if (!(await take(tx, userId, code, { confirmed: false }))) return false;
      await repo.confirm(tx, userId, now());
      return true;
    },

    /** Uses up a code of a confirmed secret. */
    take: (tx: Transaction, userId: string, code: string) => take(tx, userId, code, { confirmed: true }),

    remove: (tx: Transaction, userId: string) => repo.remove(tx, userId),
    /** Removes it, confirmed or not. */
    removeAll: (tx: Transaction, userId: string) => repo.removeAll(tx, userId),
  };
}

export type TotpService = ReturnType<typeof totpService>;
