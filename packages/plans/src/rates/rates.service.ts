import { currency as currencySchema, dateIn, daysBetween } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { downloadRates, ECB_DAILY } from './download.ts';
import { RatesRefused, readEcb } from './ecb.ts';
import { ratesOf, shippedRates, type Rates } from './index.ts';
import type { RatesRepo } from './rates.repo.ts';
import { withFetched, type FetchedRate } from './table.ts';

/** Servers see what another one, or the command line, has fetched within this time. */
const KEPT_MS = 5 * 60_000;
/** A rate may become so many times as large or small within a year; more is taken for a fault of the file. */
const MOST_CHANGE = 1.5;
const YEAR_DAYS = 365;

export type Refreshed = {
  /** The day of the rates. */
  asOf: string;
  currencies: number;
  /** False: they were here already. */
  changed: boolean;
};

type Options = {
  /** Takes changes that look absurd, and currencies there is nothing to compare with. */
  force?: boolean;
};

/** Exchange rates that can be brought up to date while servers run. Plans keep the ones they were made with. */
export function ratesService({ db, repo, now }: { db: Database; repo: RatesRepo; now: () => number }) {
  let known: { rates: Rates; readAt: number } = { rates: shippedRates, readAt: -Infinity };
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const fetched = await repo.all(db.read);
    known = { rates: fetched.length === 0 ? shippedRates : ratesOf(withFetched(fetched)), readAt: now() };
  }

  async function refresh(text: string, { force = false }: Options = {}): Promise<Refreshed> {
    const fresh = readEcb(text);
    const asOf = fresh[0]?.asOf ?? '';
    const today = dateIn('Europe/Berlin', now());
    if (asOf > today) throw new RatesRefused(`The rates are of ${asOf}, which is still to come: it is ${today} in Frankfurt.`);
    const changed = await db.write(async (tx) => {
      const before = await repo.all(tx);
      checkAgainst(before, fresh, force);
      const same = fresh.filter((rate) =>
        before.some((row) => row.currency === rate.currency && row.asOf === asOf && row.perEuro === rate.perEuro),
      );
      if (same.length === fresh.length) return false;
      for (const rate of fresh) {
        await repo.put(tx, rate);
        await repo.putDay(tx, { currency: rate.currency, asOf, perEuro: rate.perEuro });
      }
      return true;
    });
    await read();
    return { asOf, currencies: fresh.length, changed };
  }

  return {
    /** The rates of now, at most five minutes old. When the database can't be read, those that were known last. */
    async current(): Promise<Rates> {
      if (now() - known.readAt < KEPT_MS) return known.rates;
      reading ??= read().finally(() => (reading = undefined));
      await reading.catch(() => undefined);
      return known.rates;
    },

    /** The rates of each day from `since` on: what was published last by then, and before anything was the shipped ones. */
    async ofDays(since: string): Promise<(day: string) => Rates> {
      // Servers that fetched rates before days were kept have those of now alone.
      const fetched = [...(await repo.all(db.read)), ...(await repo.days(db.read, since))];
      return ratesByDay(fetched.map(({ currency, asOf, perEuro }) => ({ currency, asOf, perEuro, source: '' })));
    },

    /**
     * Takes over the text of the ECB's daily file, in one transaction. Throws {@link RatesRefused}, and changes nothing,
     * when it is not that file, from a day to come or older than what is here, or says something absurd.
     */
    refresh,

    /** The same with what an address sends; default: the ECB's. */
    refreshFrom: async (url: string = ECB_DAILY, options: Options = {}): Promise<Refreshed> => refresh(await downloadRates(url), options),
  };
}

export type RatesService = ReturnType<typeof ratesService>;

/** For each day the rates as of the last one that is not after it. Made when they are first asked for. */
function ratesByDay(fetched: readonly FetchedRate[]): (day: string) => Rates {
  const published = [...new Set(fetched.map(({ asOf }) => asOf))].toSorted();
  const made = new Map<string, Rates>();
  return (day) => {
    const last = published.findLast((asOf) => asOf <= day);
    if (last === undefined) return shippedRates;
    const known = made.get(last);
    if (known !== undefined) return known;
    const rates = ratesOf(
      withFetched(fetched.filter(({ asOf }) => asOf <= last).toSorted((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0))),
    );
    made.set(last, rates);
    return rates;
  };
}

function checkAgainst(before: readonly FetchedRate[], fresh: readonly FetchedRate[], force: boolean): void {
  const table = withFetched(before);
  const published = table.filter(({ basis }) => basis === 'ecb').map((row) => row.asOf);
  const newest = published.reduce((latest, asOf) => (asOf > latest ? asOf : latest), '');
  if (fresh.some(({ asOf }) => asOf < newest))
    throw new RatesRefused(`The rates are of ${fresh[0]?.asOf}; there are rates of ${newest} already.`);
  if (!fresh.some(({ currency }) => currency === 'USD')) throw new RatesRefused('There is no rate of the dollar, on which others stand.');
  const rates = ratesOf(table);
  for (const { currency, perEuro, asOf } of fresh) {
    if (!currencySchema.safeParse(currency).success || currency === 'EUR')
      throw new RatesRefused(`${currency} is not a currency that is known here.`);
    if (force) continue;
    const was = rates.between('EUR', currency);
    if (was === undefined)
      throw new RatesRefused(`${currency} is new: there is no rate to compare it with. --force takes it all the same.`);
    const factor = Number(perEuro) / was.perUnit;
    const most = MOST_CHANGE ** Math.max(1, daysBetween(was.asOf, asOf) / YEAR_DAYS);
    if (factor > most || factor < 1 / most)
      throw new RatesRefused(
        `${currency} would go from ${was.perUnit} for a euro (${was.asOf}) to ${perEuro}. If that is right, --force takes it.`,
      );
  }
}
