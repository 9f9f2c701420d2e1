import { addDays, eventName, toInstant, type EventName } from '@tripmaster/contracts';
import fc from 'fast-check';

const FIRST = '2026-01-15';
const DAY_MS = 86_400_000;
const word = (words: readonly string[]) => fc.option(fc.constantFrom(...words), { freq: 3 });

/** An event as it lies in the database. */
export type RandomEvent = {
  id: string;
  name: EventName;
  at: number;
  day: string;
  person: string | null;
  visitor: string | null;
  country: string | null;
  page: string | null;
  referrer: string | null;
  utmSource: string | null;
  utmMedium: string | null;
  utmCampaign: string | null;
  destination: string | null;
  month: string | null;
};

/** Events of few people within `days` days, so that they meet. */
export const randomEvents = ({ days, least, most }: { days: number; least: number; most: number }) =>
  fc
    .array(
      fc.record({
        name: fc.constantFrom(...eventName.options, 'signed-up' as const, 'plan-made' as const, 'page-viewed' as const),
        at: fc.integer({ min: 0, max: days * 96 - 1 }).map((quarter) => Date.parse(FIRST) + quarter * (DAY_MS / 96)),
        person: word(['p1', 'p2', 'p3', 'p4', 'p5']),
        visitor: word(['v1', 'v2', 'v3', 'v4']),
        country: word(['PT', 'DE', 'JP']),
        page: word(['/', '/plans', '/plans/$id']),
        referrer: word(['example.org', 'search.example', '__proto__']),
        utmSource: word(['mail', 'ads']),
        utmMedium: word(['cpc', 'social']),
        utmCampaign: word(['spring', '7']),
        destination: word(['Lisbon, PT', 'Kyoto, JP', '2026']),
        month: word(['01', '07', '12']),
      }),
      { minLength: least, maxLength: most, size: 'max' },
    )
    .map((events) =>
      events.map((event, index): RandomEvent => ({ ...event, id: `e${(index * 7919) % 10_007}`, day: toInstant(event.at).slice(0, 10) })),
    );

export const randomDays = { first: FIRST, day: (offset: number) => addDays(FIRST, offset) };
