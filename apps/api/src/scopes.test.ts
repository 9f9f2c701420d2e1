import { callTRPCProcedure } from '@trpc/server';
import type { Scope } from '@tripmaster/contracts';
import { actorOf, contextOf, errorShape } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type Server } from './testing.ts';

const definition = z.looseObject({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.looseObject({ guard: z.string(), scope: z.string().optional() }),
});

/** What an API token may call of all there is, also of what is added tomorrow. */
describe('scopes of API tokens, over the whole router', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer('sqlite');
  });
  afterAll(() => server.stop());

  const procedures = () =>
    Object.entries<unknown>(server.application.router._def.procedures).map(([path, procedure]) => {
      if (typeof procedure !== 'function' || !('_def' in procedure)) throw new Error(`${path} is no procedure`);
      return { path, ...definition.parse(procedure._def) };
    });
  type Procedure = ReturnType<typeof procedures>[number];

  /** Which procedures let a token in as far as its input, which is none. */
  async function reachable(scopes: Scope[], role: 'traveller' | 'admin' = 'traveller'): Promise<Procedure[]> {
    const actor = actorOf('somebody', { scopes, role, emailVerified: true, secondFactor: true, justProven: false });
    const reached: Procedure[] = [];
    for (const procedure of procedures()) {
      if (procedure.meta.guard === 'open') continue;
      const { path, type } = procedure;
      const code = await callTRPCProcedure({
        router: server.application.router,
        path,
        type,
        ctx: contextOf(actor),
        getRawInput: async () => undefined,
        signal: undefined,
        batchIndex: 0,
      }).then(
        () => 'done',
        (error: unknown) => errorShape(error).data.code,
      );
      if (!['scope-missing', 'session-needed', 'unknown-procedure'].includes(code)) reached.push(procedure);
    }
    return reached;
  }
  const others = (found: Procedure[], expected: (procedure: Procedure) => boolean) =>
    found.filter((procedure) => !expected(procedure)).map(({ path }) => path);
  const reads = ({ type, meta }: Procedure) => (meta.scope ?? (type === 'query' ? 'read' : 'write')) === 'read';
  const administers = ({ meta }: Procedure) => ['admin', 'support'].includes(meta.guard);

  it('read: nothing that changes something', async () => {
    const found = await reachable(['read']);
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(['account.me', 'plans.get', 'plans.list']));
    expect(others(found, (procedure) => reads(procedure) && !administers(procedure))).toEqual([]);
  });

  it('write: nothing that tells something', async () => {
    const found = await reachable(['write']);
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(['account.update', 'plans.create', 'plans.delete']));
    expect(others(found, (procedure) => !reads(procedure) && !administers(procedure))).toEqual([]);
  });

  it('all three: nothing that has power over the account itself, and no administration for a traveller', async () => {
    const found = await reachable(['read', 'write', 'admin']);
    expect(others(found, ({ path }) => !/^(auth|admin)\./.test(path))).toEqual([]);
    expect(found.map(({ path }) => path).filter((path) => path.startsWith('account.'))).toEqual([
      'account.me',
      'account.update',
      'account.notifications.get',
      'account.notifications.set',
    ]);
  });

  it('admin: administration and nothing else, which is not there for an administrator’s other tokens', async () => {
    const found = await reachable(['admin'], 'admin');
    expect(found.length).toBeGreaterThan(4);
    expect(others(found, administers)).toEqual([]);
    expect(found).toHaveLength(procedures().filter(administers).length);
    expect((await reachable(['read', 'write'], 'admin')).filter(administers)).toEqual([]);
  });
});
