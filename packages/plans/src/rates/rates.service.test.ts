import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEcb, RatesRefused } from './ecb.ts';
import { ratesRepo } from './rates.repo.ts';
import { ratesService, type RatesService } from './rates.service.ts';
import { ecbFile } from './testing.ts';

const RATES = { USD: '1.1225', JPY: '176.99', GBP: '0.85033' };
const GOOD = ecbFile('2026-11-25', RATES);

describe('the ECB’s file', () => {
  it('is read to the last digit, however it is spaced and quoted', () => {
    const rates = readEcb(GOOD);
    expect(rates).toHaveLength(3);
    expect(rates[0]).toEqual({
      currency: 'USD',
      perEuro: '1.1225',
      asOf: '2026-11-25',
      source: 'ECB euro foreign exchange reference rates, 25 November 2026',
    });
    for (const variant of [GOOD.replaceAll("'", '"'), GOOD.replaceAll(/\s*\n\s*/g, ''), `\uFEFF${GOOD}\n`, GOOD.replaceAll('\n', '\r\n')])
      expect(readEcb(variant)).toEqual(rates);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['another page', '<!doctype html><title>Not found</title>'],
    ['half of it', GOOD.slice(0, GOOD.length / 2)],
    ['all but its end', GOOD.slice(0, -20)],
    ['something behind it', `${GOOD}<Cube currency='USD' rate='9'/>`],
    ['two days', GOOD.replace('\t</Cube>\n</gesmes', `<Cube time='2026-11-24'><Cube currency='USD' rate='1'/></Cube>\t</Cube>\n</gesmes`)],
    ['somebody else’s', GOOD.replace('European Central Bank', 'A Bank')],
    ['no currency', ecbFile('2026-11-25', {})],
    ['a rate that is no number', ecbFile('2026-11-25', { ...RATES, GBP: 'N/A' })],
    ['a negative rate', ecbFile('2026-11-25', { ...RATES, GBP: '-1' })],
    ['a rate of zero', ecbFile('2026-11-25', { ...RATES, GBP: '0.000' })],
    ['an exponent', ecbFile('2026-11-25', { ...RATES, GBP: '1e9' })],
    ['a currency twice', GOOD.replace('JPY', 'USD')],
    ['a day that is none', ecbFile('2026-02-30', RATES)],
    ['an entity', GOOD.replace('<gesmes:Env', '<!DOCTYPE x [<!ENTITY a "b">]>\n<gesmes:Env')],
    ['more than it can be', GOOD + ' '.repeat(70_000)],
  ])('is refused when it is %s', (_, text) => {
    expect(() => readEcb(text)).toThrow(RatesRefused);
  });

  it('is refused whatever is cut out of it or put into it, or read as what stands there', () => {
    fc.assert(
      fc.property(fc.nat(GOOD.length), fc.nat(GOOD.length), fc.string({ maxLength: 8 }), (from, length, put) => {
        const text = GOOD.slice(0, from) + put + GOOD.slice(from + length);
        try {
          for (const { currency, perEuro } of readEcb(text)) expect(text).toContain(`${currency}' rate='${perEuro}'`);
        } catch (error) {
          expect(error).toBeInstanceOf(RatesRefused);
        }
      }),
    );
  });
});

describe.each(ENGINES)('fetched rates on %s', (engine) => {
  let test: TestDatabase;
  let clock: { ms: number };
  let rates: RatesService;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    clock = { ms: Date.parse('2026-11-25T18:00:00Z') };
    rates = open();
  });
  afterEach(() => test.remove());
  const open = (line = { up: true }) => {
    const repo = ratesRepo(test.db);
    const all: typeof repo.all = (door) => (line.up ? repo.all(door) : Promise.reject(new Error('the line is down')));
    return ratesService({ db: test.db, repo: { ...repo, all }, now: () => clock.ms });
  };
  const between = async (base: string, currency: string, service = rates) => (await service.current()).between(base, currency);
  const rows = () => test.db.read.select().from(test.db.tables.exchangeRates);

  it('are those that were shipped until some are taken over, then those, with their day and source', async () => {
    expect(await between('EUR', 'USD')).toMatchObject({ perUnit: 1.0389, asOf: '2024-12-31' });
    expect(await rates.refresh(GOOD)).toEqual({ asOf: '2026-11-25', currencies: 3, changed: true });
    expect(await between('EUR', 'USD')).toEqual({
      currency: 'USD',
      perUnit: 1.1225,
      asOf: '2026-11-25',
      source: 'ECB euro foreign exchange reference rates, 25 November 2026',
    });
    expect(await between('USD', 'JPY')).toMatchObject({ perUnit: 157.674833, asOf: '2026-11-25' });
    // Not in the file: still the shipped one. Pegged to the dollar: by the new dollar.
    expect(await between('EUR', 'CHF')).toMatchObject({ perUnit: 0.9412, asOf: '2024-12-31' });
    expect(await between('EUR', 'AED')).toMatchObject({ perUnit: 4.12238125 });
    expect((await rates.current()).convert({ amount: 10_000, currency: 'EUR' }, 'USD')?.money.amount).toBe(11_225);
  });

  it('are known to other servers within five minutes, and a table once given never changes', async () => {
    const other = open();
    const before = await other.current();
    await rates.refresh(GOOD);
    clock.ms += 4 * 60_000;
    expect(await other.current()).toBe(before);
    clock.ms += 60_000;
    expect(await between('EUR', 'USD', other)).toMatchObject({ perUnit: 1.1225 });
    expect(before.between('EUR', 'USD')).toMatchObject({ perUnit: 1.0389 });
  });

  it('are taken over again without a change, corrected on their day, and replaced by later ones', async () => {
    await rates.refresh(GOOD);
    expect(await rates.refresh(GOOD)).toMatchObject({ changed: false });
    expect(await rates.refresh(ecbFile('2026-11-25', { ...RATES, USD: '1.1226' }))).toMatchObject({ changed: true });
    clock.ms += 86_400_000;
    expect(await rates.refresh(ecbFile('2026-11-26', { USD: '1.13' }))).toMatchObject({ changed: true, currencies: 1 });
    expect(await between('EUR', 'USD')).toMatchObject({ perUnit: 1.13, asOf: '2026-11-26' });
    expect(await between('EUR', 'GBP')).toMatchObject({ perUnit: 0.85033, asOf: '2026-11-25' });
  });

  it.each<[string, string, RegExp]>([
    ['of a day to come', ecbFile('2026-11-26', RATES), /still to come/],
    ['older than the shipped', ecbFile('2024-12-30', RATES), /there are rates of 2024-12-31 already/],
    ['without the dollar', ecbFile('2026-11-25', { JPY: '176.99' }), /dollar/],
    ['of a currency that is none', ecbFile('2026-11-25', { ...RATES, XQZ: '2' }), /XQZ is not a currency/],
    ['of the euro itself', ecbFile('2026-11-25', { ...RATES, EUR: '1' }), /EUR is not/],
    [
      'with a slip of the point',
      ecbFile('2026-11-25', { ...RATES, JPY: '17.699' }),
      /JPY would go from 163.06 for a euro \(2024-12-31\) to 17.699/,
    ],
    ['of a currency that is new', ecbFile('2026-11-25', { ...RATES, KES: '150' }), /KES is new/],
  ])('are refused when they are %s, and nothing is changed', async (_, text, reason) => {
    const refusal = rates.refresh(text);
    await expect(refusal).rejects.toThrow(RatesRefused);
    await expect(refusal).rejects.toThrow(reason);
    expect(await rows()).toEqual([]);
  });

  it('may change by half within a year and by more over several; --force takes what is more, but nothing older', async () => {
    // 55.165 is 1.502 times the lira’s rate of 23 months before.
    await rates.refresh(ecbFile('2026-11-25', { ...RATES, TRY: '55.165' }));
    clock.ms += 86_400_000;
    await expect(rates.refresh(ecbFile('2026-11-26', { USD: '1.1', TRY: '82.8' }))).rejects.toThrow(/TRY would go/);
    await rates.refresh(ecbFile('2026-11-26', { USD: '1.1', TRY: '82.8', KES: '150' }), { force: true });
    expect(await between('EUR', 'KES')).toMatchObject({ perUnit: 150 });
    await expect(rates.refresh(GOOD, { force: true })).rejects.toThrow(/there are rates of 2026-11-26 already/);
  });

  it('are kept for each day, so that what happened on it is converted as it was then', async () => {
    const usd = async (since: string, ...days: string[]) => {
      const of = await rates.ofDays(since);
      return days.map((day) => of(day).convertMinor(1_000_000n, 'EUR', 'USD'));
    };
    expect(await usd('2026-11-01', '2026-11-25')).toEqual([1_038_900n]);
    await rates.refresh(ecbFile('2026-11-25', { ...RATES, USD: '1.1' }));
    clock.ms += 2 * 86_400_000;
    await rates.refresh(ecbFile('2026-11-27', { USD: '1.2', JPY: '160' }));
    // A correction of the same day, and a day without rates of its own.
    await rates.refresh(ecbFile('2026-11-27', { USD: '1.25', JPY: '160' }));
    const days = ['2024-01-01', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2027-06-01'];
    const expected = [1_038_900n, 1_038_900n, 1_100_000n, 1_100_000n, 1_250_000n, 1_250_000n];
    expect(await usd('2024-01-01', ...days)).toEqual(expected);
    // Asked for late days alone, what held before them is still known.
    expect(await usd('2026-11-26', ...days.slice(3))).toEqual(expected.slice(3));
    const later = (await rates.ofDays('2027-01-01'))('2027-01-05');
    expect(later.convertMinor(100_000n, 'EUR', 'GBP')).toBe(85_033n);
    // Pegged to the dollar of the day; and no rate is no amount.
    expect(later.convertMinor(10_000n, 'EUR', 'AED')).toBe(45_906n);
    expect(later.convertMinor(1n, 'EUR', 'XOF')).toBeUndefined();
    expect(later.convertMinor(10n ** 30n, 'EUR', 'USD')).toBe(125n * 10n ** 28n);
  });

  it('of a server that kept no days yet are those it has', async () => {
    await rates.refresh(GOOD);
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.exchangeRateDays)));
    const of = await rates.ofDays('2026-11-01');
    expect(of('2026-11-30').convertMinor(10_000n, 'EUR', 'USD')).toBe(11_225n);
    expect(of('2026-11-20').convertMinor(10_000n, 'EUR', 'USD')).toBe(10_389n);
  });

  it('go on as they were while the database can’t be read', async () => {
    const line = { up: true };
    const service = open(line);
    await service.refresh(GOOD);
    line.up = false;
    clock.ms += 600_000;
    expect(await between('EUR', 'USD', service)).toMatchObject({ perUnit: 1.1225 });
  });
});
