import { z } from 'zod';
import { id } from './ids.ts';
import { instant } from './time.ts';

/** Calendars of trips that a person may have other programs subscribe to. */
export const MAX_CALENDAR_FEEDS = 20;

/** An address under which a calendar program finds trips: of one plan, or of all of a person's. */
export const calendarFeed = z.strictObject({
  id,
  /** Absent: every trip that the person has or is on. */
  plan: z.strictObject({ id, title: z.string() }).optional(),
  createdAt: instant,
});
export type CalendarFeed = z.infer<typeof calendarFeed>;

/** `url` holds the secret and is shown this once: whoever has it reads the trips. */
export const calendarFeedCreated = z.strictObject({ feed: calendarFeed, url: z.string() });
export type CalendarFeedCreated = z.infer<typeof calendarFeedCreated>;
