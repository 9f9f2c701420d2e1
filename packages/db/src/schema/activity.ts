import type { DroppedReason, EventName } from '@tripmaster/contracts';
import { isNotNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** What is counted: events under pseudonyms, without an address, a name or a cookie. */
export function activityTables(k: Kit, { users }: Pick<ReturnType<typeof accountTables>, 'users'>) {
  /** The name a person has among the events: it leads nowhere once the account is gone. */
  const analyticsPeople = k.table(
    'analytics_people',
    {
      userId: k
        .text('user_id')
        .primaryKey()
        .references(() => users.id, { onDelete: 'cascade' }),
      ref: k.text('ref').notNull(),
      /** True: the person said yes to being counted; false: no, and what they do is counted without whose it is. */
      counted: k.boolean('counted'),
      /** Where they were last seen: what they do where no request tells it is counted as from there. */
      country: k.text('country'),
    },
    (t) => [k.uniqueIndex('analytics_people_ref_key').on(t.ref)],
  );

  /**
   * Rows are only ever added, and taken away where they were kept long enough (`rollup_state.events_from`). Those of a day are complete two hours after it has ended: front ends may send what they
   * saw up to an hour ago, and what is seen is written within seconds.
   */
  const events = k.table(
    'events',
    {
      /** By the client where it sent one (only UUIDs of version 7, in lower case), so that the same event comes once. */
      id: k.text('id').primaryKey(),
      name: k.word<EventName>('name').notNull(),
      at: k.instant('at').notNull(),
      /** Of `at`, in UTC: `YYYY-MM-DD`. */
      day: k.text('day').notNull(),
      /**
       * `analytics_people.ref`, of who is signed in. Absent for visitors, and for people who do not want to be told apart:
       * what they do is counted (a plan was made), not whose it is, nor from where.
       */
      person: k.text('person'),
      /**
       * Hash of a visitor with the day's salt: tells visitors of one day apart, and nothing once the salt is gone. Of what was
       * seen (the names of front ends, exports, clicks), and of the one act of visitors, `signed-up`. Who is signed in has
       * another one than they had before, the same on all their devices.
       */
      visitor: k.text('visitor'),
      /** ISO 3166 code; absent: not known. Of acts, where the person was last seen. */
      country: k.text('country'),
      /** The page's pattern (`/plans/$id`), never the address itself. */
      page: k.text('page'),
      /**
       * Host of the page that led here: of the first view of a visit, not of those that follow. Of `signed-up`, with the three
       * below, what led that visitor here earlier on the same day.
       */
      referrer: k.text('referrer'),
      utmSource: k.text('utm_source'),
      utmMedium: k.text('utm_medium'),
      utmCampaign: k.text('utm_campaign'),
      /** Of a plan: its first destination, as `Lisbon, PT`. */
      destination: k.text('destination'),
      /** Of a plan: the month it begins in, `01`–`12`. */
      month: k.text('month'),
      /** In minor units. */
      amount: k.long('amount'),
      currency: k.text('currency'),
    },
    (t) => [
      k.index('events_day_idx').on(t.day, t.name),
      k.index('events_at_idx').on(t.at),
      k.index('events_person_idx').on(t.person, t.at).where(isNotNull(t.person)),
      k.index('events_visitor_idx').on(t.visitor, t.at).where(isNotNull(t.visitor)),
    ],
  );

  /** One a day, gone soon after it, and with it whatever could tell a visitor of that day. */
  const visitorSalts = k.table('visitor_salts', { day: k.text('day').primaryKey(), salt: k.text('salt').notNull() });

  /** How many events were not taken, and why. */
  const droppedEvents = k.table(
    'dropped_events',
    { day: k.text('day').notNull(), reason: k.word<DroppedReason>('reason').notNull(), count: k.long('count').notNull() },
    (t) => [k.primaryKey({ columns: [t.day, t.reason] })],
  );

  return { analyticsPeople, events, visitorSalts, droppedEvents };
}
