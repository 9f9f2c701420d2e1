import { AppError, utcDate, type BookingKind, type BookingLink, type BookingLinks, type BookingSearch } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, PassFor } from '@tripmaster/rpc';
import type { PlansService } from '../plans/plans.service.ts';
import type { Clicks, ClicksRepo } from './clicks.repo.ts';
import { addressOf, wordsOf, type BookingProvider } from './providers.ts';
import { searchesOf } from './searches.ts';

/** Clicks are written together, at the latest so long after the first: many are one row. */
const WRITTEN_AFTER_MS = 3_000;

const LABELS: Readonly<Record<BookingKind, string>> = {
  stay: 'Stays for these nights',
  flight: 'Flights',
  train: 'Trains and buses',
  activity: 'Tickets and tours',
  map: 'Map',
};

type Deps = {
  db: Database;
  repo: ClicksRepo;
  plans: Pick<PlansService, 'get'>;
  providers: readonly BookingProvider[];
  passFor: PassFor;
  now: () => number;
};

/** Links to those one can book with, made when they are read, and followed by way of this server. */
export function bookingLinksService({ db, repo, plans, providers, passFor, now }: Deps) {
  let waiting = new Map<string, Clicks>();
  let timer: NodeJS.Timeout | undefined;

  function count(provider: string, kind: BookingKind): void {
    const day = utcDate(now());
    const key = `${day} ${provider} ${kind}`;
    const known = waiting.get(key) ?? { day, provider, kind, clicks: 0 };
    waiting.set(key, { ...known, clicks: known.clicks + 1 });
    timer ??= setTimeout(() => void flush().catch(() => undefined), WRITTEN_AFTER_MS).unref();
  }

  /** Writes what was counted. What can't be written now is counted with what comes next. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const rows = [...waiting.values()];
    waiting = new Map();
    if (rows.length === 0) return;
    try {
      await db.write((tx) => repo.add(tx, rows));
    } catch (error) {
      for (const row of rows) {
        const key = `${row.day} ${row.provider} ${row.kind}`;
        waiting.set(key, { ...row, clicks: row.clicks + (waiting.get(key)?.clicks ?? 0) });
      }
      throw error;
    }
  }

  function linkTo(
    { id, name, links, affiliate }: BookingProvider,
    kind: BookingKind,
    words: BookingSearch,
    pass: string | undefined,
  ): BookingLink {
    const query = new URLSearchParams();
    for (const word of wordsOf(links[kind] ?? '')) if (words[word] !== undefined) query.set(word, String(words[word]));
    if (pass !== undefined) query.set('by', pass);
    const href = `/go/${id}/${kind}?${query.toString()}`;
    return { provider: name, kind, label: `${LABELS[kind]}: ${name}`, href, earns: affiliate?.id !== undefined };
  }

  return {
    /** For each item of a plan that the reader may see, where to look for it. */
    async ofPlan(actor: Actor | undefined, id: string): Promise<BookingLinks> {
      const byItem = new Map<string, BookingLink[]>();
      const plan = await plans.get(actor, id);
      const pass = actor === undefined ? undefined : await passFor(actor);
      for (const { itemId, kind, words } of searchesOf(plan)) {
        const found = providers.filter((one) => addressOf(one, kind, words) !== undefined).map((one) => linkTo(one, kind, words, pass));
        if (found.length > 0) byItem.set(itemId, [...(byItem.get(itemId) ?? []), ...found]);
      }
      return { items: [...byItem].map(([itemId, links]) => ({ itemId, links })) };
    },

    /** Where a link leads, counted as followed. Throws `not-found` for a provider, or a search of it, that there is not. */
    follow(providerId: string, kind: BookingKind, search: BookingSearch): string {
      const provider = providers.find(({ id }) => id === providerId);
      const address = provider === undefined ? undefined : addressOf(provider, kind, search);
      if (address === undefined) throw new AppError('not-found');
      count(providerId, kind);
      return address;
    },

    flush,
  };
}

export type BookingLinksService = ReturnType<typeof bookingLinksService>;
