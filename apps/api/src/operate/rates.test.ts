import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { plan as planSchema } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { contextOf, createCallerFactory } from '@tripmaster/rpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownWork } from '../own-work.ts';
import { startServer, type Server } from '../testing.ts';
import { operate } from './run.ts';

const file = (asOf: string, dollar: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender><Cube><Cube time='${asOf}'><Cube currency='USD' rate='${dollar}'/></Cube></Cube></gesmes:Envelope>`;

describe.each(ENGINES)('exchange rates on the command line, on %s', (engine) => {
  let server: Server;
  let answer: { status: number; text: string };
  let address = '';
  const web = createServer((_, response) => void response.writeHead(answer.status).end(answer.text));
  beforeEach(async () => {
    server = await startServer(engine);
    answer = { status: 200, text: file('2025-06-02', '1.1419') };
    await once(web.listen(0, '127.0.0.1'), 'listening');
    const bound = web.address();
    address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}/eurofxref-daily.xml`;
  });
  afterEach(async () => {
    web.close();
    await server.stop();
  });

  const refresh = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const { dataDir, databaseUrl } = server.config;
    const environment = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
    const code = await operate(['rates', 'refresh', ...args], environment, { out: (text) => (out += text), err: (text) => (err += text) });
    return { code, out, err };
  };
  const dollar = async () => (await server.application.plans.rates.current()).between('EUR', 'USD');

  it('takes a file over while the server runs, whose next plans are made with it', async () => {
    const { router, auth } = server.application;
    const callers = createCallerFactory(router);
    const entered = await callers(contextOf(undefined)).auth.register({ email: 'ana@example.com', password: 'a long enough password' });
    if (entered.status !== 'signed-in') throw new Error('not signed in');
    const call = callers(contextOf(undefined, { authenticate: () => auth.actorOf(entered.session.accessToken) }));
    const ratesOfNewPlan = async () => {
      const made = await call.plans.create({
        destinations: [{ name: 'Lisbon' }],
        dates: { start: '2027-05-10', end: '2027-05-11' },
        travellers: { adults: 1 },
        budget: { amount: 90_000, currency: 'USD' },
      });
      return planSchema.parse(made).budget.rates;
    };
    expect(await ratesOfNewPlan()).toMatchObject([{ currency: 'EUR', asOf: '2024-12-31' }]);
    const path = join(server.config.dataDir, 'rates.xml');
    await writeFile(path, file('2025-06-02', '1.25'));
    expect(await refresh('--from', path)).toEqual({
      code: 0,
      out: 'Taken over: 1, of 2025-06-02. Running servers use them within five minutes.\n',
      err: '',
    });
    server.clock.ms += 5 * 60_000;
    expect(await ratesOfNewPlan()).toEqual([
      { currency: 'EUR', perUnit: 0.8, asOf: '2025-06-02', source: 'ECB euro foreign exchange reference rates, 2 June 2025' },
    ]);
  });

  it('fetches them from an address, and says when there is nothing new', async () => {
    expect(await refresh('--from', address)).toMatchObject({ code: 0, err: '' });
    expect(await refresh(`--from=${address}`)).toEqual({
      code: 0,
      out: 'The rates of 2025-06-02 are here already; nothing was changed.\n',
      err: '',
    });
    server.clock.ms += 5 * 60_000;
    expect(await dollar()).toMatchObject({ perUnit: 1.1419, asOf: '2025-06-02' });
  });

  it('refuses in one plain sentence', async () => {
    answer = { status: 503, text: '' };
    expect(await refresh('--from', address)).toEqual({ code: 1, out: '', err: `${address} answered with 503. Nothing was changed.\n` });
    answer = { status: 200, text: file('2025-06-02', '1.1419').repeat(200) };
    expect((await refresh('--from', address)).err).toBe(`${address} sends more than a file of rates has. Nothing was changed.\n`);
    answer = { status: 200, text: file('2025-06-02', '11.419') };
    expect(await refresh('--from', address)).toEqual({
      code: 1,
      out: '',
      err: 'USD would go from 1.0389 for a euro (2024-12-31) to 11.419. If that is right, --force takes it. Nothing was changed.\n',
    });
    expect(await refresh('--force', '--from', address)).toMatchObject({ code: 0 });
    expect((await refresh('--from', 'http://127.0.0.1:1/')).err).toMatch(
      /^http:\/\/127.0.0.1:1\/ can't be reached: .* give it with --from\./,
    );
    expect((await refresh('--from', '/nowhere.xml')).err).toBe('/nowhere.xml is not there.\n');
    expect(await refresh('--from')).toMatchObject({ code: 2, err: expect.stringMatching(/^--from needs a value\.\n/) });
    expect(await refresh('--from', '--force')).toMatchObject({ code: 2 });
    expect(await refresh('now')).toMatchObject({ code: 2, err: expect.stringMatching(/^now is too much\.\n/) });
  });

  it('refreshes once a day where that is wanted, and goes on when it fails', async () => {
    const told: unknown[] = [];
    const { jobs, schedules } = ownWork(
      server.application,
      { ratesRefresh: 'daily', ratesUrl: address },
      { onAuditEnd: () => undefined, onRates: (refreshed) => told.push(refreshed) },
    );
    const refreshDaily = () => server.runJobs({ jobs, schedules: schedules.filter(({ kind }) => kind.name === 'plans.rates') });
    answer = { status: 503, text: '' };
    expect(await refreshDaily()).toMatchObject([{ message: expect.stringMatching(/503/) }]);
    answer = { status: 200, text: file('2025-06-02', '1.1419') };
    server.clock.ms += 60_000;
    expect(await refreshDaily()).toEqual([]);
    expect((await dollar())?.perUnit).toBe(1.1419);
    expect(await refreshDaily()).toEqual([]);
    server.clock.ms += 24 * 3_600_000;
    expect(await refreshDaily()).toEqual([]);
    expect(told).toEqual([
      { asOf: '2025-06-02', currencies: 1, changed: true },
      { asOf: '2025-06-02', currencies: 1, changed: false },
    ]);
  });
});
