import { wantedMails, type MemberRole, type Notifications } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';
import type { Mail, Mailer } from '@tripmaster/mail';
import type { Limiter } from '@tripmaster/rpc';
import { SHARING_MAILS_TO_A_PERSON } from '../plans/limits.ts';
import type { PlanRow } from '../plans/plans.repo.ts';
import type { NoticesRepo } from './notices.repo.ts';

type Deps = {
  repo: NoticesRepo;
  mailer: Pick<Mailer, 'queue'>;
  limiter: Pick<Limiter, 'takeIn'>;
  /** Where people reach the server. */
  baseUrl: string;
};

type Trip = Pick<PlanRow, 'id' | 'ownerId' | 'title'>;
type News = Extract<Mail, { kind: 'plan-shared' }>['news'];

/** Pages that mails about trips lead to. */
export function pagesOfTrips(baseUrl: string) {
  return { plan: (id: string) => `${baseUrl}/plans/${id}`, settings: `${baseUrl}/account/notifications` };
}

/**
 * Mails about what happens to a trip, queued in the transaction in which it happens. They go to people who want them,
 * and to no address that is not proven.
 */
export function noticesService({ repo, mailer, limiter, baseUrl }: Deps) {
  const pages = pagesOfTrips(baseUrl);

  async function whoWants(tx: Transaction, id: string, choice: keyof Notifications) {
    const [person] = await repo.reachable(tx, { id });
    return person !== undefined && wantedMails(person.notifications)[choice] ? person : undefined;
  }

  async function tellOfSharing(
    tx: Transaction,
    { to, about, news, trip, role }: { to: string; about: string; news: News; trip: Trip; role: MemberRole },
  ): Promise<void> {
    const person = await whoWants(tx, to, 'planShared');
    // Whoever comes and goes all day, or makes another so, fills no mailbox.
    if (person === undefined || 'retryAfterSeconds' in (await limiter.takeIn(tx, SHARING_MAILS_TO_A_PERSON, to))) return;
    const [other] = await repo.name(tx, { id: about });
    await mailer.queue(tx, {
      kind: 'plan-shared',
      to: person.email,
      userId: to,
      alsoAbout: about,
      locale: person.locale,
      news,
      who: other?.name ?? null,
      trip: trip.title,
      role,
      link: pages.plan(trip.id),
      settings: pages.settings,
    });
  }

  return {
    /** A plan was made whose maker did not stay to see it. */
    async ready(tx: Transaction, { id, ownerId, title, startDate, endDate }: Trip & Pick<PlanRow, 'startDate' | 'endDate'>): Promise<void> {
      const person = await whoWants(tx, ownerId, 'planReady');
      if (person === undefined) return;
      await mailer.queue(tx, {
        kind: 'plan-ready',
        to: person.email,
        userId: ownerId,
        locale: person.locale,
        trip: title,
        days: { from: startDate, to: endDate },
        link: pages.plan(id),
        settings: pages.settings,
      });
    },

    /** Somebody came onto a trip: tells them where it is, and its owner that they came. */
    async joined(tx: Transaction, trip: Trip, userId: string, role: MemberRole): Promise<void> {
      await tellOfSharing(tx, { to: userId, about: trip.ownerId, news: 'came', trip, role });
      await tellOfSharing(tx, { to: trip.ownerId, about: userId, news: 'joined', trip, role });
    },

    /** The owner has said what a member may do. */
    async roleSet(tx: Transaction, trip: Trip, userId: string, role: MemberRole): Promise<void> {
      await tellOfSharing(tx, { to: userId, about: trip.ownerId, news: 'role', trip, role });
    },
  };
}

export type NoticesService = ReturnType<typeof noticesService>;
