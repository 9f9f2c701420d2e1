import type { SecondFactorMethod } from '@tripmaster/contracts';
import type { Reader } from '@tripmaster/db';
import type { PasskeysService } from '../passkeys/passkeys.service.ts';
import type { RecoveryCodesService } from '../recovery-codes/recovery-codes.service.ts';
import type { TotpService } from '../totp/totp.service.ts';

/** The second factors a person has; none where none is asked for. */
export type MethodsOf = (reader: Reader, userId: string) => Promise<SecondFactorMethod[]>;

type Deps = { totp: TotpService; passkeys: PasskeysService; recoveryCodes: RecoveryCodesService };

export function secondFactors({ totp, passkeys, recoveryCodes }: Deps): MethodsOf {
  return async (reader, userId) => {
    // One after the other: a transaction has one connection.
    const since = await totp.since(reader, userId);
    const keys = await passkeys.count(reader, userId);
    if (since === undefined && keys === 0) return [];
    const codes = await recoveryCodes.left(reader, userId);
    return [
      ...(since === undefined ? [] : (['totp'] as const)),
      ...(keys === 0 ? [] : (['passkey'] as const)),
      ...(codes === 0 ? [] : (['recovery-code'] as const)),
    ];
  };
}
