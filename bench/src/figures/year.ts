import type { EventName } from '@tripmaster/contracts';

export const FIRST_DAY = '2026-01-01';
export const DAYS = 365;
const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse(`${FIRST_DAY}T00:00:00Z`);

/** A row of the table of events, in the order of its columns. */
export type EventRow = [
  id: string,
  name: EventName,
  at: number,
  day: string,
  person: string | null,
  visitor: string | null,
  country: string | null,
  page: string | null,
  referrer: string | null,
  utmSource: string | null,
  utmMedium: string | null,
  utmCampaign: string | null,
  destination: string | null,
  month: string | null,
];

/** Random numbers from a seed (mulberry32, T. Ettinger, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks from words of which the second comes half as often as the first, the third a third as often … */
function zipf(words: readonly string[], random: () => number): () => string {
  const ends: number[] = [];
  let total = 0;
  for (const index of words.keys()) ends.push((total += 1 / (index + 1)));
  return () => {
    const at = random() * total;
    let [low, high] = [0, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}

const numbered = (count: number, word: (index: number) => string) => Array.from({ length: count }, (_, index) => word(index));
const letter = (index: number) => String.fromCodePoint(65 + (index % 26));

/**
 * A year of events, day by day: visits that come by way of other pages and campaigns, people who sign up and come back (soon
 * or for long), make plans, share them and follow links to book. Weekends are busier, and there is more every month.
 */
export function* yearOfEvents(total: number, seed = 1): Generator<EventRow[]> {
  const random = randomFrom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const country = zipf(
    numbered(120, (index) => letter(index) + letter(index * 7 + 3 + Math.floor(index / 26))),
    random,
  );
  const page = zipf(
    numbered(40, (index) => (index === 0 ? '/' : `/section-${index}/$id`)),
    random,
  );
  const referrer = zipf(
    numbered(300, (index) => `site-${index}.example`),
    random,
  );
  const campaign = zipf(
    numbered(60, (index) => `source-${index % 6} medium-${index % 4} campaign-${index}`),
    random,
  );
  const destination = zipf(
    numbered(500, (index) => `City ${index}, ${letter(index)}${letter(index + 5)}`),
    random,
  );
  const people: string[] = [];
  const weights = numbered(DAYS, () => '').map((_, day) => (0.7 + (0.6 * day) / DAYS) * (day % 7 < 2 ? 1.25 : 0.9));
  const weight = weights.reduce((a, b) => a + b, 0);
  let made = 0;
  let promised = 0;
  for (let index = 0; index < DAYS; index += 1) {
    const day = new Date(FIRST_MS + index * DAY_MS).toISOString().slice(0, 10);
    promised += ((weights[index] ?? 0) / weight) * total;
    const rows: EventRow[] = [];
    const left = () => Math.round(promised) - made - rows.length;
    while (left() > 0) {
      const visitor = `v${below(2 ** 31).toString(36)}${below(2 ** 31).toString(36)}`;
      let at = FIRST_MS + index * DAY_MS + below(DAY_MS - 4_000_000);
      const where = random() < 0.95 ? country() : null;
      const returning = people.length > 0 && random() < 0.45;
      // Whoever signed up lately comes back more often; a tenth of them comes for good.
      const near = Math.floor(people.length * (random() < 0.6 ? 1 - random() ** 3 * 0.15 : random() * 0.1));
      let person: string | null = returning ? (people[Math.min(near, people.length - 1)] ?? null) : null;
      const add = (
        name: EventName,
        more: { page?: string; referrer?: string; campaign?: string; destination?: string; month?: string; server?: true } = {},
      ) => {
        if (left() <= 0) return;
        at += 1_000 + below(60_000);
        const [source = null, medium = null, called = null] = more.campaign?.split(' ') ?? [];
        const id = `${at.toString(36)}-${(made + rows.length).toString(36)}`;
        const client = more.server === undefined;
        rows.push([
          id,
          name,
          at,
          day,
          person,
          client ? visitor : null,
          where,
          more.page ?? null,
          more.referrer ?? null,
          source,
          medium,
          called,
          more.destination ?? null,
          more.month ?? null,
        ]);
      };
      const from = returning
        ? {}
        : { ...(random() < 0.4 ? { referrer: referrer() } : {}), ...(random() < 0.15 ? { campaign: campaign() } : {}) };
      add('page-viewed', { page: page(), ...from });
      for (let views = below(5); views > 0; views -= 1) add('page-viewed', { page: page() });
      if (random() < 0.1) add('search-made');
      if (person === null && random() < 0.06) {
        person = `p${people.length.toString(36)}-${below(2 ** 31).toString(36)}`;
        people.push(person);
        add('signed-up', { server: true, ...from });
      }
      if (person === null) continue;
      if (returning && random() < 0.3) add('signed-in', { server: true });
      if (random() < 0.25) {
        const where_ = destination();
        add('plan-made', { server: true, destination: where_, month: String(1 + below(12)).padStart(2, '0') });
        if (random() < 0.4) add('plan-shared', { server: true });
        if (random() < 0.2) add('booking-clicked', { server: true });
        if (random() < 0.03) add('paid', { server: true });
      } else if (random() < 0.5) add('plan-changed', { server: true });
      if (random() < 0.03) add('plan-copied', { server: true, destination: destination() });
    }
    made += rows.length;
    yield rows.toSorted((a, b) => a[2] - b[2]);
  }
}
