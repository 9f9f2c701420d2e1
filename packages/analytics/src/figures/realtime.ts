import { toInstant, type Realtime } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { FiguresRepo } from './figures.repo.ts';

const MINUTE_MS = 60_000;
const MINUTES = 30;
const MOST_PAGES = 20;
/** However many look on, the events of the half hour are counted so often. */
const KEPT_MS = 2_000;

/** The last half hour, of the events themselves. */
export function realtimeService({ db, repo, now }: { db: Database; repo: FiguresRepo; now: () => number }) {
  let known: { at: number; answer: Promise<Realtime> } | undefined;

  async function ask(at: number): Promise<Realtime> {
    const last = Math.floor(at / MINUTE_MS);
    const since = { at: (last - MINUTES + 1) * MINUTE_MS };
    const minutes = new Map((await repo.minutes(db.read, since)).map((row) => [row.minute, row]));
    const [all] = await repo.visitors(db.read, since);
    // What is not known comes last, which engines do not agree on.
    const countries = (await repo.countries(db.read, since)).toSorted(
      (a, b) => b.visitors - a.visitors || Number(a.country === null) - Number(b.country === null),
    );
    return {
      asOf: toInstant(at),
      visitors: all?.visitors ?? 0,
      minutes: Array.from({ length: MINUTES }, (_, index) => {
        const minute = last - MINUTES + 1 + index;
        const { events = 0, visitors = 0 } = minutes.get(minute) ?? {};
        return { minute: toInstant(minute * MINUTE_MS), events, visitors };
      }),
      pages: await repo.pages(db.read, { ...since, limit: MOST_PAGES }),
      countries: countries.map(({ country, visitors }) => ({ ...(country === null ? {} : { country }), visitors })),
    };
  }

  return {
    async realtime(): Promise<Realtime> {
      const at = now();
      if (known !== undefined && at >= known.at && at - known.at < KEPT_MS) return known.answer;
      const answer = ask(at);
      const asked = { at, answer };
      known = asked;
      // What failed is asked again by the next.
      answer.catch(() => void (known === asked && (known = undefined)));
      return answer;
    },
  };
}

export type RealtimeService = ReturnType<typeof realtimeService>;
