import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

/** What every procedure, also one added tomorrow, must declare. */
describe('the router', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer('sqlite');
  });
  afterAll(() => server.stop());

  const definitions = () =>
    Object.entries<unknown>(server.application.router._def.procedures).map(([path, procedure]) => {
      if (typeof procedure !== 'function' || !('_def' in procedure)) throw new Error(`${path} is no procedure`);
      const definition: unknown = procedure._def;
      if (typeof definition !== 'object' || definition === null) throw new Error(`${path} has no definition`);
      return { path, ...definition };
    });

  it('has the public names that scripts and other people’s clients call', () => {
    const names = definitions().map(({ path }) => path);
    expect(names).toEqual(
      expect.arrayContaining([
        'auth.register',
        'auth.login',
        'auth.logout',
        'auth.refresh',
        'account.me',
        'plans.preview',
        'plans.create',
        'plans.generate',
        'plans.get',
        'plans.list',
        'plans.delete',
        'plans.undelete',
        'plans.setVisibility',
        'discover.list',
        'destinations.search',
        'analytics.track',
        'flags.evaluate',
        'admin.overview',
        'admin.users.list',
        'admin.users.get',
        'admin.users.setStatus',
        'admin.users.setRole',
        'admin.engagement',
        'admin.retention',
        'admin.funnel',
        'admin.popularity',
        'admin.geography',
        'admin.revenue',
        'admin.flags.list',
        'admin.flags.set',
        'admin.flags.remove',
        'admin.experiments.list',
        'admin.experiments.create',
        'admin.experiments.start',
        'admin.experiments.stop',
        'admin.experiments.results',
        'admin.audit.list',
        'admin.audit.verify',
        'admin.alerts.list',
        'admin.alerts.set',
        'admin.alerts.test',
        'admin.jobs.list',
        'admin.jobs.retry',
        'admin.health',
      ]),
    );
  });

  it('declares for every procedure who may call it and what it gives', () => {
    const bare = definitions().filter((definition) => {
      const guarded = 'meta' in definition && typeof definition.meta === 'object' && definition.meta !== null && 'guard' in definition.meta;
      const output = 'output' in definition && definition.output !== undefined && definition.output !== null;
      return !guarded || !output;
    });
    expect(bare.map(({ path }) => path)).toEqual([]);
  });
});
