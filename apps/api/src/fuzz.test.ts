import { ENGINES } from '@tripmaster/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOf, fuzz, requestsOf, proceduresOf, type Answer, type Call, type Caller } from './fuzz/index.ts';
import { startServer, type Server } from './testing.ts';

/** More runs search longer (10,000 is what a release is held to); a seed of its own searches elsewhere. */
const GIVEN_RUNS = process.env['FUZZ_RUNS'];
const TIMEOUT_MS = 120_000 + Number(GIVEN_RUNS ?? 0) * 2_000;
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_270_115);

/** Inputs a procedure: as many as asked for, else about as many in all however many procedures there are. */
function runsEach(server: Server): number {
  if (GIVEN_RUNS !== undefined) return Number(GIVEN_RUNS);
  return Math.max(30, Math.round(1_500 / proceduresOf(server.application.router).length));
}

/** Who the procedures are called by. */
const ROLES: readonly { role: string; enter: (server: Server) => Promise<Caller> }[] = [
  { role: 'a traveller', enter: traveller },
  { role: 'an administrator', enter: administrator },
];

describe.each(ENGINES)('generated input on %s', (engine) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(engine, { RATE_LIMIT_SCALE: '1000' });
  });
  afterAll(() => server.stop());

  it('answers requests no client would send as it answers any refusal', { timeout: TIMEOUT_MS }, async () => {
    const send = sendTo(server);
    const caller = await traveller(server);
    const requests = requestsOf(proceduresOf(server.application.router));
    await fc.assert(
      fc.asyncProperty(requests, fc.boolean(), async (request, known) => {
        const answer = await send(known ? { ...request, headers: { ...caller.headers(), ...request.headers } } : request);
        const bodiless = request.method === 'HEAD' || answer.status === 204;
        expect(bodiless ? answer.status < 500 : faultOf(answer)).toBe(bodiless ? true : undefined);
      }),
      { numRuns: runsEach(server) * 10, seed: SEED },
    );
  });

  describe.each(ROLES)('from $role', ({ enter }) => {
    it('never gets a procedure to fail, or to show its inside', { timeout: TIMEOUT_MS }, async () => {
      const caller = await enter(server);
      const runs = runsEach(server);
      const shared = { send: sendTo(server), caller, runs, budgetMs: Math.max(100, runs), seed: SEED, seen: [] };
      const tallies = [];
      for (const procedure of proceduresOf(server.application.router)) tallies.push(await fuzz({ ...shared, procedure }));
      expect(tallies.filter(({ sent }) => sent === 0)).toEqual([]);
      // A refusal that takes seconds is a way to hold the server, such as a regular expression gone wild.
      expect(tallies.filter(({ dearestRefusalMs }) => dearestRefusalMs > 2_000)).toEqual([]);
      if (GIVEN_RUNS !== undefined) process.stdout.write(`${tallies.map((tally) => JSON.stringify(tally)).join('\n')}\n`);
    });
  });
});

/** An administrator whose session began with a second factor. */
function administrator(server: Server): Promise<Caller> {
  return traveller(server, async (email) => {
    const { auth, db } = server.application;
    await auth.admin.grant(email, 'admin');
    await db.write(async (tx) => void (await tx.update(db.tables.sessions).set({ secondFactor: true })));
  });
}

/** Somebody of their own; one whose session has ended comes back as somebody new. */
async function traveller(server: Server, promote?: (email: string) => Promise<void>): Promise<Caller> {
  let token = '';
  let people = 0;
  const renew = async () => {
    people += 1;
    const email = `fuzz-${people}-${Math.random()}@example.com`;
    const response = await server.app.inject({
      method: 'POST',
      url: '/trpc/auth.register',
      headers: { 'content-type': 'application/json', 'x-client': 'token' },
      payload: JSON.stringify({ email, password: 'a long enough password' }),
    });
    if (response.statusCode !== 200) throw new Error(`nobody could sign up: ${response.body}`);
    await promote?.(email);
    token = response.json().result.data.session.accessToken;
  };
  await renew();
  return { renew, headers: () => ({ authorization: `Bearer ${token}`, 'x-client': 'token' }) };
}

/** Sends into the server without a socket. Streams are read for a moment, then left. */
function sendTo(server: Server) {
  return async (call: Call): Promise<Answer> => {
    const response = await server.app.inject({ ...call, payloadAsStream: true });
    const stream = response.stream();
    const chunks: Buffer[] = [];
    const leave = setTimeout(() => response.raw.res.destroy(), 300);
    try {
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    } catch {
      // Left in the middle: what came until then is the answer.
    } finally {
      clearTimeout(leave);
    }
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
  };
}
