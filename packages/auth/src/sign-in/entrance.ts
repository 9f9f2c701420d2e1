import type { SignInMethod, User } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Activity, Audit, Limiter, Origin } from '@tripmaster/rpc';
import type { UserRow } from '../accounts/accounts.repo.ts';
import { toUser } from '../accounts/accounts.service.ts';
import { deviceInWords, type DeviceCookies } from '../devices/devices.ts';
import type { Pages } from '../pages.ts';
import type { OpenSession, SessionsService } from '../sessions/sessions.service.ts';
import { mayTell } from './alerts.ts';

/** Where somebody stands who wants in. */
export type Visit = {
  origin: Origin;
  deviceCookie: string | undefined;
  /** Whether it is a browser, which keeps cookies, or a program, which does not. */
  keepsCookies?: boolean;
  /** The refresh token of the session this browser has, which a new one takes the place of. */
  replaces?: string | undefined;
};

export type Entered = {
  user: User;
  opened: OpenSession;
  /** What the browser is to know this account by. */
  deviceCookie: { value: string; expiresAt: number };
};

type How = {
  method: SignInMethod;
  secondFactor: boolean;
  remembered?: boolean | undefined;
  /** Their first session of all. */ first?: boolean;
};
type Deps = {
  sessions: SessionsService;
  devices: DeviceCookies;
  limiter: Limiter;
  audit: Audit;
  activity: Activity;
  mailer: Mailer;
  pages: Pages;
  now: () => number;
};

/** The one way in: whoever has proved who they are gets a session here, whichever way they did it. */
export function entrance({ sessions, devices, limiter, audit, activity, mailer, pages, now }: Deps) {
  return {
    /** Lets a person in, in the caller's transaction; call `finish` once that is committed. */
    async enter(
      tx: Transaction,
      person: UserRow,
      { origin, deviceCookie, keepsCookies = false, replaces }: Visit,
      { first = false, remembered = true, ...how }: How,
    ) {
      const where = { device: deviceInWords(origin.userAgent), country: origin.country ?? null };
      // A browser is known by its cookie alone: another one of the same kind says the same words of itself.
      const known =
        first || devices.read(deviceCookie, person) !== undefined || (!keepsCookies && (await sessions.onDevice(tx, person.id, where)));
      if (replaces !== undefined) await sessions.endReplaced(tx, replaces);
      const session = await sessions.start(tx, person.id, { ...where, ...how, remembered });
      const detail = { method: how.method, secondFactor: how.secondFactor };
      await audit.record(tx, { action: 'session.started', actor: person.auditRef, subject: person.auditRef, detail });
      await activity.record(tx, { name: 'signed-in', userId: person.id, origin });
      if (!known && (await mayTell(tx, limiter, person))) {
        const { id: userId, email: to, locale } = person;
        await mailer.queue(tx, { kind: 'new-sign-in', to, userId, locale, ...where, at: now(), link: pages.devices });
      }
      return {
        finish: async (): Promise<Entered> => ({
          user: toUser(person),
          opened: await session.finish(),
          deviceCookie: { value: devices.make(person), expiresAt: now() + devices.lifetimeMs },
        }),
      };
    },
  };
}

export type Entrance = ReturnType<typeof entrance>;
