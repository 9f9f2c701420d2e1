import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf } from '@tripmaster/rpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER, startAnalytics, type TestAnalytics } from '../testing/start.ts';
import { runExperiment } from './testing.ts';

describe.each(ENGINES)('strangers in experiments on %s', (engine) => {
  let test: TestDatabase;
  let app: TestAnalytics;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = await startAnalytics(test);
    await runExperiment(test.db, 'tried');
    await app.analytics.flags.start();
  });
  afterEach(async () => {
    await app.analytics.flags.stop();
    await test.remove();
  });

  const noted = async () => {
    await app.analytics.flags.flush();
    return (await test.db.read.select().from(test.db.tables.exposures)).length;
  };

  it('are a crowd no longer than one address may have one: by another browser’s name each call is somebody new', async () => {
    const { flags } = app.analytics;
    const from = (address: string, browser: number) => ({
      actor: undefined,
      origin: { ...BROWSER, address, userAgent: `${BROWSER.userAgent} ${browser}` },
    });
    for (let browser = 0; browser < 700; browser += 1) {
      const { tried } = await flags.forCaller(from('203.0.113.1', browser), { keys: ['tried'] });
      expect(tried).toBeTypeOf('boolean');
    }
    expect(await noted()).toBe(600);
    await flags.forCaller(from('203.0.113.2', 1), { keys: ['tried'] });
    const { userId } = await app.person();
    await flags.forCaller({ ...from('203.0.113.1', 1), actor: actorOf(userId) }, { keys: ['tried'] });
    expect(await noted()).toBe(602);
    app.clock.ms += 1_000;
    for (let browser = 700; browser < 720; browser += 1) await flags.forCaller(from('203.0.113.1', browser), { keys: ['tried'] });
    expect(await noted()).toBe(612);
  });
});
