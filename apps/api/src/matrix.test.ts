import { newId } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { jobKind } from '@tripmaster/jobs';
import { actorOf, contextOf, createCallerFactory, createLimiter, errorShape, type Actor, type Guard } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type Server } from './testing.ts';

const MISSING = '01a20671-6769-77d1-bb8e-64757ca38b0d';
/** Stands in everything of the owner's that nobody else may read. */
const CANARY = 'zanzibar';

type World = {
  job: string;
  calendar: string;
  plan: string;
  file: string;
  webhook: string;
  draft: string;
  link: string;
  invitation: string;
  session: string;
  token: string;
  passkey: string;
  person: string;
  expense: string;
  traveller: string;
  settlement: string;
  mail: string;
};

/** What a caller sends who knows of things in `world`; a procedure without an entry here fails the first test. */
const INPUTS: Readonly<Record<string, (world: World) => unknown>> = {
  'account.activity': () => ({}),
  'account.analytics.get': () => undefined,
  'account.analytics.set': () => ({ counted: true }),
  'account.apiTokens.create': () => ({ name: 'mine', scopes: ['read'] }),
  'account.apiTokens.list': () => ({}),
  'account.apiTokens.revoke': ({ token }) => ({ id: token }),
  'account.changePassword': () => ({ currentPassword: 'not the password', newPassword: 'another long password' }),
  'account.confirmEmailChange': () => ({ token: 'nothing' }),
  'account.delete': () => ({ password: 'not the password' }),
  'account.export': () => undefined,
  'account.me': () => undefined,
  'account.notifications.get': () => undefined,
  'account.notifications.set': () => ({ planReady: true, planShared: true, tripReminders: false }),
  'account.openId.unlink': () => ({ issuer: 'https://accounts.example' }),
  'account.recoveryCodes.regenerate': () => undefined,
  'account.requestEmailChange': () => ({ email: `${CANARY}@example.com`, password: 'not the password' }),
  'account.security': () => undefined,
  'account.sessions.list': () => ({}),
  'account.sessions.revoke': ({ session }) => ({ id: session }),
  'account.sessions.revokeOthers': () => undefined,
  'account.totp.confirm': () => ({ code: '000000' }),
  'account.totp.disable': () => undefined,
  'account.totp.enroll': () => undefined,
  'account.update': () => ({ name: 'Somebody' }),
  'admin.alerts.history': () => ({ id: MISSING }),
  'admin.alerts.list': () => undefined,
  'admin.alerts.measures': () => undefined,
  'admin.alerts.remove': () => ({ id: MISSING }),
  'admin.alerts.set': () => ({
    rule: {
      name: 'Errors',
      metric: 'error-rate',
      when: 'above',
      threshold: 5,
      clearAt: 1,
      windowMinutes: 5,
      forMinutes: 0,
      channels: [{ kind: 'mail' }],
      enabled: true,
    },
  }),
  'admin.alerts.silence': () => ({ id: MISSING }),
  'admin.alerts.test': () => ({ id: MISSING }),
  'admin.audit.list': () => ({}),
  'admin.audit.verify': () => undefined,
  'admin.backups.create': () => undefined,
  'admin.backups.list': () => ({}),
  'admin.backups.verify': () => ({ id: MISSING }),
  'admin.engagement': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.funnel': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.geography': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.overview': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.popularity': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.retention': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.revenue': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.sources': () => ({ from: '2026-11-01', to: '2026-11-30' }),
  'admin.realtime': () => undefined,
  'admin.flags.get': () => ({ key: 'models' }),
  'admin.flags.list': () => ({}),
  'admin.flags.remove': () => ({ key: 'not-there' }),
  'admin.flags.set': () => ({ key: 'made-by-the-matrix', definition: { defaultValue: true } }),
  'admin.mail.list': () => ({}),
  'admin.mail.retry': ({ mail }) => ({ id: mail }),
  'admin.mail.retryAll': () => undefined,
  'admin.experiments.create': () => ({ key: 'matrix', flagKey: 'matrix', design: design() }),
  'admin.experiments.get': () => ({ id: MISSING }),
  'admin.experiments.list': () => ({}),
  'admin.experiments.results': () => ({ id: MISSING }),
  'admin.experiments.start': () => ({ id: MISSING, version: 1 }),
  'admin.experiments.stop': () => ({ id: MISSING, version: 1 }),
  'admin.experiments.update': () => ({ id: MISSING, version: 1, design: design() }),
  'admin.health': () => undefined,
  'admin.jobs.cancel': ({ job }) => ({ id: job }),
  'admin.jobs.list': () => ({}),
  'admin.jobs.retry': ({ job }) => ({ id: job }),
  'admin.moderation.dismiss': ({ plan }) => ({ id: plan }),
  'admin.moderation.hide': ({ plan }) => ({ id: plan }),
  'admin.moderation.list': () => ({}),
  'admin.moderation.restore': ({ plan }) => ({ id: plan }),
  'admin.users.get': ({ person }) => ({ id: person }),
  'admin.users.list': () => ({}),
  'admin.users.setRole': ({ person }) => ({ id: person, role: 'traveller' }),
  'admin.users.setStatus': ({ person }) => ({ id: person, status: 'active' }),
  'analytics.settings': () => undefined,
  'analytics.track': () => ({ events: [{ name: 'page-viewed', page: '/discover' }] }),
  'auth.login': () => ({ email: `${CANARY}@example.com`, password: 'not the password' }),
  'auth.logout': () => undefined,
  'auth.passkey.list': () => undefined,
  'auth.passkey.login': () => ({ response: assertion() }),
  'auth.passkey.loginOptions': () => ({}),
  'auth.passkey.register': () => ({ response: attestation(), name: 'mine' }),
  'auth.passkey.registerOptions': () => undefined,
  'auth.passkey.remove': ({ passkey }) => ({ id: passkey }),
  'auth.reauthenticate': () => ({ password: 'not the password' }),
  'auth.refresh': ({ session }) => ({ refreshToken: `${session}.nothing` }),
  'auth.register': () => ({ email: `${CANARY}@example.com`, password: 'another long password' }),
  'auth.requestPasswordReset': () => ({ email: `${CANARY}@example.com` }),
  'auth.resendVerification': () => ({ email: `${CANARY}@example.com` }),
  'auth.resetPassword': () => ({ token: 'nothing', password: 'another long password' }),
  'auth.secondFactor': () => ({ challenge: 'nothing', code: '000000' }),
  'auth.settings': () => undefined,
  'auth.verifyEmail': () => ({ token: 'nothing' }),
  'billing.checkout': () => ({ product: 'monthly' }),
  'billing.offers': () => undefined,
  'billing.portal': () => undefined,
  'billing.status': () => undefined,
  'destinations.search': () => ({ q: 'lisb' }),
  'discover.list': () => ({}),
  'discover.popular': () => ({}),
  'discover.report': ({ plan }) => ({ id: plan, reason: 'spam' }),
  'flags.evaluate': () => ({ locale: 'en' }),
  'plans.bookingLinks': ({ plan }) => ({ id: plan }),
  'plans.calendar.create': ({ plan }) => ({ id: plan }),
  'plans.calendar.list': () => undefined,
  'plans.calendar.revoke': ({ calendar }) => ({ id: calendar }),
  'plans.acceptImport': () => ({ document: importedDocument() }),
  'plans.create': () => trip(),
  'plans.delete': ({ plan }) => ({ id: plan }),
  'plans.diff': ({ plan }) => ({ id: plan, from: 1, to: 1 }),
  'plans.drafts.list': () => undefined,
  'plans.drafts.remove': ({ draft }) => ({ id: draft }),
  'plans.files.list': ({ plan }) => ({ id: plan }),
  'plans.files.remove': ({ file }) => ({ id: file }),
  'plans.files.update': ({ file }) => ({ id: file, shared: true }),
  'plans.duplicate': ({ plan }) => ({ id: plan }),
  'plans.expenses.add': ({ plan, traveller }) => ({ id: plan, ...expense(traveller) }),
  'plans.expenses.balances': ({ plan }) => ({ id: plan }),
  'plans.expenses.list': ({ plan }) => ({ id: plan }),
  'plans.expenses.remove': ({ plan, expense: expenseId }) => ({ id: plan, expenseId }),
  'plans.expenses.settle': ({ plan, traveller }) => ({ id: plan, from: traveller, to: MISSING, amount: 1 }),
  'plans.expenses.settlements': ({ plan }) => ({ id: plan }),
  'plans.expenses.spending': ({ plan }) => ({ id: plan }),
  'plans.expenses.unsettle': ({ plan, settlement }) => ({ id: plan, settlementId: settlement }),
  'plans.expenses.update': ({ plan, expense: expenseId }) => ({ id: plan, expenseId, title: 'Theirs' }),
  'plans.generate': () => trip(),
  'plans.get': ({ plan }) => ({ id: plan }),
  'plans.history': ({ plan }) => ({ id: plan }),
  'plans.import': ({ plan }) => ({ name: 'a.csv', content: 'date,title,city\n2027-05-10,Museum,Lisbon\n', into: plan }),
  'plans.list': () => ({}),
  'plans.onChange': ({ plan }) => ({ id: plan }),
  'plans.members.accept': () => ({ token: 'nothing' }),
  'plans.members.invitations.revoke': ({ invitation }) => ({ id: invitation }),
  'plans.members.invite': ({ plan }) => ({ id: plan, email: 'fellow@example.com', role: 'viewer' }),
  'plans.members.leave': ({ plan }) => ({ id: plan }),
  'plans.members.list': ({ plan }) => ({ id: plan }),
  'plans.members.remove': ({ plan, person: owner }) => ({ id: plan, userId: owner }),
  'plans.members.setRole': ({ plan, person: owner }) => ({ id: plan, userId: owner, role: 'editor' }),
  'plans.preview': () => trip(),
  'plans.relaxations': ({ plan }) => ({ id: plan }),
  'plans.replan': ({ plan }) => ({ id: plan, version: 1, keep: [] }),
  'plans.restore': ({ plan }) => ({ id: plan, version: 1, to: 1 }),
  'plans.setVisibility': ({ plan }) => ({ id: plan, visibility: 'public' }),
  'plans.stats': () => undefined,
  'plans.travellers.add': ({ plan }) => ({ id: plan, name: 'Somebody' }),
  'plans.travellers.list': ({ plan }) => ({ id: plan }),
  'plans.travellers.remove': ({ plan, traveller }) => ({ id: plan, travellerId: traveller }),
  'plans.travellers.update': ({ plan, traveller }) => ({ id: plan, travellerId: traveller, name: 'Somebody' }),
  'plans.share.create': ({ plan }) => ({ id: plan, role: 'editor' }),
  'plans.share.list': ({ plan }) => ({ id: plan }),
  'plans.share.revoke': ({ link }) => ({ id: link }),
  'plans.shared': () => ({ token: 'nothing' }),
  'plans.undelete': ({ plan }) => ({ id: plan }),
  'plans.update': ({ plan }) => ({ id: plan, version: 1, operations: [{ op: 'set-style', style: 'mid' }] }),
  'plans.webhooks.create': () => ({ url: 'https://example.org/hook', events: ['plan.created'] }),
  'plans.webhooks.deliveries': ({ webhook }) => ({ id: webhook }),
  'plans.webhooks.list': () => undefined,
  'plans.webhooks.remove': ({ webhook }) => ({ id: webhook }),
  'plans.webhooks.rotateSecret': ({ webhook }) => ({ id: webhook }),
  'plans.webhooks.test': ({ webhook }) => ({ id: webhook }),
  'plans.webhooks.update': ({ webhook }) => ({ id: webhook, enabled: false }),
  'plans.verify': ({ plan }) => ({ id: plan }),
};

const REFUSALS: ReadonlySet<string> = new Set([
  'unauthenticated',
  'forbidden',
  'unknown-procedure',
  'reauthentication-required',
  'session-needed',
  'scope-missing',
  'second-factor-needed',
]);

type Kind = 'query' | 'mutation' | 'subscription';
const everywhere: readonly Guard[] = ['open', 'visitor', 'signed-in', 'in-person', 'just-proven'];

/** Who there is, and what each may do by the guard that a procedure declares. */
const ROLES: Readonly<Record<string, { actor: Partial<Actor> | undefined; may: (guard: Guard, kind: Kind) => boolean }>> = {
  nobody: { actor: undefined, may: (guard) => guard === 'open' || guard === 'visitor' },
  'a traveller': { actor: {}, may: (guard) => everywhere.includes(guard) },
  'a proven traveller': { actor: { emailVerified: true }, may: (guard) => [...everywhere, 'verified'].includes(guard) },
  'a traveller of yesterday': { actor: { justProven: false }, may: (guard) => everywhere.includes(guard) && guard !== 'just-proven' },
  'a token that reads': {
    actor: { scopes: ['read'], justProven: false },
    may: (guard, kind) => guard === 'open' || (kind === 'query' && (guard === 'visitor' || guard === 'signed-in')),
  },
  'a token that writes': {
    actor: { scopes: ['write'], justProven: false },
    may: (guard, kind) => guard === 'open' || (kind !== 'query' && (guard === 'visitor' || guard === 'signed-in')),
  },
  'a supporter': { actor: { role: 'support', secondFactor: true }, may: (guard) => [...everywhere, 'support'].includes(guard) },
  'an administrator without a second factor': { actor: { role: 'admin' }, may: (guard) => everywhere.includes(guard) },
  'an administrator': { actor: { role: 'admin', secondFactor: true }, may: (guard) => [...everywhere, 'support', 'admin'].includes(guard) },
};

describe.each(ENGINES)('every procedure, for everybody, on %s', (engine) => {
  let server: Server;
  let world: World;
  const actors = new Map<string, Actor | undefined>();
  beforeAll(async () => {
    server = await startServer(engine);
    world = await makeOwner(server);
    for (const [role, { actor }] of Object.entries(ROLES))
      actors.set(role, actor === undefined ? undefined : await person(server, role, actor));
  });
  afterAll(() => server.stop());

  const procedures = () =>
    Object.entries<unknown>(server.application.router._def.procedures).map(([path, procedure]) => ({ path, ...definitionOf(procedure) }));

  /** The answer to a call: the output as text, or the code and words of its failure. */
  async function outcome(role: string, path: string, input: unknown): Promise<{ code?: string; text: string }> {
    const limiter = createLimiter({ db: server.application.db, key: 'matrix', now: () => server.clock.ms, scale: 1_000 });
    let procedure: unknown = createCallerFactory(server.application.router)(contextOf(actors.get(role), { limiter }));
    for (const name of path.split('.')) procedure = property(procedure, name);
    if (typeof procedure !== 'function') throw new Error(`${path} can't be called`);
    try {
      const output: unknown = await procedure(input);
      return { text: JSON.stringify(isStream(output) ? await output[Symbol.asyncIterator]().next() : output) ?? '' };
    } catch (error) {
      const shape = errorShape(error);
      return { code: shape.data.code, text: JSON.stringify(shape) };
    }
  }

  it('is in the matrix', () => {
    expect(
      procedures()
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(Object.keys(INPUTS).toSorted());
  });

  it.each(Object.keys(ROLES))('lets %s as far as its guard says, and shows nothing of the owner’s', async (role) => {
    const before = await ownersRows(server, world);
    const may = ROLES[role]?.may ?? (() => false);
    const wrong: string[] = [];
    for (const { path, guard, kind } of procedures()) {
      const { code, text } = await outcome(role, path, INPUTS[path]?.(world));
      const refused = code !== undefined && REFUSALS.has(code);
      if (refused === may(guard, kind)) wrong.push(`${path} (${guard}): ${code ?? 'done'}`);
      if (code === 'internal') wrong.push(`${path}: ${text}`);
      const oneself = path === 'account.requestEmailChange';
      const staff = guard === 'support' || guard === 'admin';
      if (text.includes(CANARY) && !oneself && !(staff && may(guard, kind))) wrong.push(`${path} shows: ${text.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
    expect(await ownersRows(server, world)).toEqual(before);
  });

  it.each(Object.keys(ROLES))('answers %s about what is the owner’s as about what is not there', async (role) => {
    const nothing: World = {
      job: MISSING,
      calendar: MISSING,
      plan: MISSING,
      file: MISSING,
      webhook: MISSING,
      draft: MISSING,
      link: MISSING,
      invitation: MISSING,
      session: MISSING,
      token: MISSING,
      passkey: MISSING,
      person: MISSING,
      expense: MISSING,
      traveller: MISSING,
      settlement: MISSING,
      mail: MISSING,
    };
    const different: string[] = [];
    for (const { path, guard, kind } of procedures()) {
      if ((guard === 'admin' || guard === 'support') && ROLES[role]?.may(guard, kind) === true) continue;
      const [foreign, missing] = [INPUTS[path]?.(world), INPUTS[path]?.(nothing)];
      if (JSON.stringify(foreign) === JSON.stringify(missing)) continue;
      const [one, other] = [await outcome(role, path, foreign), await outcome(role, path, missing)];
      if (one.text !== other.text || one.code === undefined) different.push(`${path}: ${one.text} / ${other.text}`);
    }
    expect(different).toEqual([]);
  });
});

/** A person with one of everything, each with the canary in it. */
async function makeOwner({ application, clock }: Server): Promise<World> {
  const { db, auth, plans, jobs } = application;
  const visit = { origin: { address: '192.0.2.1', userAgent: `${CANARY}-browser`, country: undefined }, deviceCookie: undefined };
  const made = await auth.registration.register(
    { email: `${CANARY}@example.com`, password: `a long ${CANARY} password`, name: CANARY },
    visit,
  );
  if (made.status !== 'entered') throw new Error('no owner');
  const actor = await auth.actorOf(made.entered.opened.session.accessToken);
  const plan = await plans.plans.create(actor, { ...trip('Lisbon'), notes: CANARY });
  const { apiToken } = await auth.apiTokens.create(actor, { name: CANARY, scopes: ['read'] });
  const { feed } = await plans.calendar.create(actor, plan.id, undefined);
  const draft = newId();
  const request = { ...trip('Lisbon'), notes: CANARY, interests: [], dietary: [], accessibility: [] };
  await db.write(
    async (tx) =>
      void (await tx
        .insert(db.tables.planDrafts)
        .values({ id: draft, userId: actor.userId, request, reason: 'internal', createdAt: clock.ms })),
  );
  const passkey = newId();
  await db.write(
    async (tx) =>
      void (await tx.insert(db.tables.passkeys).values({
        id: passkey,
        userId: actor.userId,
        credentialId: CANARY,
        publicKey: CANARY,
        counter: 0,
        transports: [],
        name: CANARY,
        synced: false,
        createdAt: clock.ms,
      })),
  );
  const { webhook } = await plans.webhooks.create(actor, { url: `https://${CANARY}.example/hook`, events: ['plan.updated'] }, undefined);
  const { id: file } = await plans.files.attach(actor, { planId: plan.id, name: `${CANARY}.txt`, shared: true }, oneFile(CANARY));
  const traveller = (await plans.travellers.add(actor, { id: plan.id, name: CANARY })).id;
  const spent = await plans.expenses.add(actor, { id: plan.id, ...expense(traveller), title: CANARY });
  const owner = (await plans.travellers.list(actor, plan.id)).items.find(({ me }) => me);
  const settlement = await plans.settlements.settle(actor, { id: plan.id, from: traveller, to: owner?.id ?? '', amount: 1 });
  const link = await plans.links.create(actor, { id: plan.id, role: 'editor', label: CANARY });
  const invitation = await plans.invitations.invite(actor, { id: plan.id, email: `friend-of-${CANARY}@example.com`, role: 'editor' });
  await db.write((tx) => jobs.enqueue(tx, jobKind('matrix.never', z.string()), CANARY, { userId: actor.userId }));
  const [job] = await jobs.ofPerson(actor.userId);
  const [mail] = await db.read.select().from(db.tables.mailOutbox);
  return {
    job: job?.id ?? '',
    calendar: feed.id,
    plan: plan.id,
    file,
    webhook: webhook.id,
    draft,
    link: link.id,
    invitation: invitation.id,
    session: actor.sessionId,
    token: apiToken.id,
    passkey,
    person: actor.userId,
    expense: spent.id,
    traveller,
    settlement: settlement.id,
    mail: mail?.id ?? '',
  };
}

function design() {
  const variations = [true, false].map((value) => ({ name: String(value), value }));
  const metrics = [{ name: 'Plans', event: 'plan-made', kind: 'conversion', better: 'more' }];
  return { name: 'matrix', hypothesis: '', variations, weights: [0.5, 0.5], coverage: 1, metrics, guardrails: [] };
}

async function* oneFile(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function person({ application: { db }, clock }: Server, name: string, more: Partial<Actor>): Promise<Actor> {
  const actor = actorOf(newId(), more);
  await db.write(
    async (tx) =>
      void (await tx.insert(db.tables.users).values({
        id: actor.userId,
        email: `${actor.userId}@example.com`,
        name,
        passwordHash: 'x',
        role: actor.role,
        status: 'active',
        auditRef: actor.auditRef,
        createdAt: clock.ms,
        updatedAt: clock.ms,
      })),
  );
  return actor;
}

/** Everything of the owner's that a call of somebody else must not change. */
async function ownersRows({ application: { db } }: Server, { person: owner, plan }: World): Promise<string> {
  const t = db.tables;
  const tables = [
    t.users,
    t.sessions,
    t.apiTokens,
    t.passkeys,
    t.plans,
    t.planDrafts,
    t.planFiles,
    t.webhooks,
    t.webhookDeliveries,
    t.planMembers,
    t.planInvitations,
    t.planLinks,
    t.calendarFeeds,
    t.planExpenses,
    t.planTravellers,
    t.planSettlements,
  ];
  const rows = await Promise.all(tables.map(async (table): Promise<Record<string, unknown>[]> => db.read.select().from(table)));
  const theirs = (row: Record<string, unknown>) =>
    row['planId'] === plan || ['id', 'userId', 'ownerId', 'invitedBy', 'createdBy'].some((column) => row[column] === owner);
  return JSON.stringify(rows.flat().filter(theirs));
}

/** A day of a plan that was read from a file. */
function importedDocument() {
  return {
    title: 'A day in Lisbon',
    request: { ...trip('Lisbon'), dates: { start: '2027-05-10', end: '2027-05-10' } },
    destinations: [
      {
        name: 'Lisbon',
        country: 'PT',
        lat: 38.7139,
        lon: -9.1394,
        timeZone: 'Europe/Lisbon',
        arrive: '2027-05-10',
        depart: '2027-05-10',
        nights: 0,
      },
    ],
    days: [{ date: '2027-05-10', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [] }],
    notices: [],
    engine: { proposer: 'skeleton', version: 'test', seed: 0 },
  };
}

function trip(city = 'Nowhere at all') {
  return {
    destinations: [{ name: city }],
    dates: { start: '2027-05-10', end: '2027-05-11' },
    travellers: { adults: 1, childrenAges: [] },
    interests: [],
    dietary: [],
    accessibility: [],
  };
}

function expense(traveller: string) {
  return {
    title: 'Dinner',
    category: 'food' as const,
    date: '2027-05-10',
    amount: { amount: 1_000, currency: 'EUR' },
    paidBy: traveller,
    split: { by: 'shares' as const, parts: [{ travellerId: traveller, shares: 1 }] },
  };
}

function assertion() {
  const response = { clientDataJSON: 'e30', authenticatorData: 'e30', signature: 'e30' };
  return { id: 'none', rawId: 'none', type: 'public-key', response, clientExtensionResults: {} };
}

function attestation() {
  return {
    id: 'none',
    rawId: 'none',
    type: 'public-key',
    response: { clientDataJSON: 'e30', attestationObject: 'e30' },
    clientExtensionResults: {},
  };
}

const GUARDS: ReadonlySet<string> = new Set<Guard>([
  'open',
  'visitor',
  'signed-in',
  'verified',
  'in-person',
  'just-proven',
  'support',
  'admin',
]);
const KINDS: ReadonlySet<string> = new Set<Kind>(['query', 'mutation', 'subscription']);

function definitionOf(procedure: unknown): { guard: Guard; kind: Kind } {
  const definition = property(procedure, '_def');
  const guard = property(property(definition, 'meta'), 'guard');
  // What only reads is as a query to a token.
  const kind = property(property(definition, 'meta'), 'scope') === 'read' ? 'query' : property(definition, 'type');
  if (!isGuard(guard) || !isKind(kind)) throw new Error('a procedure without a guard');
  return { guard, kind };
}

function isGuard(value: unknown): value is Guard {
  return typeof value === 'string' && GUARDS.has(value);
}

function isKind(value: unknown): value is Kind {
  return typeof value === 'string' && KINDS.has(value);
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function property(value: unknown, name: string): unknown {
  return (typeof value === 'object' || typeof value === 'function') && value !== null ? Reflect.get(value, name) : undefined;
}
