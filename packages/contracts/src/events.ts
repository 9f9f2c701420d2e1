import { z } from 'zod';
import { id } from './ids.ts';
import { instant } from './time.ts';

/**
 * What the server counts by itself, in the transaction in which it happens; `plan-exported` and `booking-clicked`
 * change nothing, and are written within a second as views are. A plan of one's own comes about as `plan-made`,
 * `plan-imported` or `plan-copied`.
 */
export const serverEventName = z.enum([
  'signed-up',
  'signed-in',
  'plan-made',
  'plan-imported',
  'plan-changed',
  'plan-shared',
  'plan-copied',
  'plan-exported',
  'booking-clicked',
  'paid',
  'refunded',
]);
export type ServerEventName = z.infer<typeof serverEventName>;

/** What a front end may send. */
export const clientEventName = z.enum(['page-viewed', 'form-started', 'plan-previewed', 'search-made', 'link-opened']);
export type ClientEventName = z.infer<typeof clientEventName>;

export const eventName = z.enum([...serverEventName.options, ...clientEventName.options]);
export type EventName = z.infer<typeof eventName>;

/** Events that one call may bring; what is more is dropped. */
export const MOST_EVENTS = 50;

/** What a front end has seen happen. */
export const clientEvent = z.object({
  /** By the front end, so that what is sent twice counts once. */
  id: id.optional(),
  name: clientEventName,
  /** At most an hour ago; without it, when it arrives: the server's clock is the better one. */
  at: instant.optional(),
  /** The page’s pattern, such as `/plans/$id`; an address with an id in it is dropped. */
  page: z.string().optional(),
  /** Where the page was come to from; only its host is kept. */
  referrer: z.string().optional(),
  utmSource: z.string().optional(),
  utmMedium: z.string().optional(),
  utmCampaign: z.string().optional(),
  /** The browser’s time zone, which tells the country where nothing better does; it is not kept. */
  timeZone: z.string().optional(),
});
export type ClientEvent = z.infer<typeof clientEvent>;

/** Anything at all, described as an event: what is none is dropped by itself, not refused with all the others. */
const maybeEvent = z.unknown().meta({ sameAs: clientEvent });

export const trackInput = z.strictObject({
  events: z.array(maybeEvent).max(5_000),
  /** The person has said yes to being counted; asked for where the server’s mode is `consent`. */
  consent: z.boolean().optional(),
});
export type TrackInput = z.infer<typeof trackInput>;

/** What became of a call’s events. */
export const trackedEvents = z.strictObject({ accepted: z.int().min(0), dropped: z.int().min(0) });
export type TrackedEvents = z.infer<typeof trackedEvents>;

/** Why an event was not taken. The words are stored: add, never rename. */
export const droppedReason = z.enum([
  'unknown-name',
  'malformed',
  'bad-page',
  'too-old',
  'in-the-future',
  'duplicate',
  'too-many',
  'limited',
  'overloaded',
  'bot',
  'unseen',
  'unavailable',
]);
export type DroppedReason = z.infer<typeof droppedReason>;

/** Whether visits are counted: always, never, or where the person has said yes. */
export const countingMode = z.enum(['on', 'off', 'consent']);
export type CountingMode = z.infer<typeof countingMode>;

/** What a front end has to know before it sends anything. */
export const countingSettings = z.strictObject({ mode: countingMode });

/** Whether what somebody does is counted as theirs, under a pseudonym; absent: they have not said. */
export const ownCounting = z.strictObject({ mode: countingMode, counted: z.boolean().optional() });
export type OwnCounting = z.infer<typeof ownCounting>;
export const countingChoice = z.strictObject({ counted: z.boolean() });
