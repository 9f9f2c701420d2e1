import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { FLAG_DEFAULTS, type Plan } from '@tripmaster/contracts';
import type { Database, Sealer } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Activity, Audit, Entitlements, Erasure, FlagPort, Limiter, PassFor, PersonalEntry, Standing } from '@tripmaster/rpc';
import { planAccess } from './access/access.ts';
import { accessRepo } from './access/access.repo.ts';
import { accountingRepo } from './accounting/accounting.repo.ts';
import { accountingService, type ModelBudgets } from './accounting/accounting.service.ts';
import { calendarRepo } from './calendar/calendar.repo.ts';
import { calendarService } from './calendar/calendar.service.ts';
import { listGuides } from './catalogue/index.ts';
import { copiesRepo } from './copies/copies.repo.ts';
import { copiesService } from './copies/copies.service.ts';
import { discoverRepo } from './discover/discover.repo.ts';
import { discoverService } from './discover/discover.service.ts';
import { draftsRepo } from './drafts/drafts.repo.ts';
import { draftsService } from './drafts/drafts.service.ts';
import { createEngine, type ModelConfig, type ModelTrouble } from './engine.ts';
import { createPrinter } from './export/print/printer.ts';
import type { Paper } from './export/print/pdf.ts';
import { diskStore } from './files/disk-store.ts';
import { filesRepo } from './files/files.repo.ts';
import { filesService } from './files/files.service.ts';
import { incomingFiles } from './files/incoming.ts';
import { FILE_LIMITS, type FileLimits } from './files/limits.ts';
import { s3Store } from './files/s3-store.ts';
import type { S3Settings } from './files/store.ts';
import { expensesRepo } from './expenses/expenses.repo.ts';
import { expensesService } from './expenses/expenses.service.ts';
import { sharedCosts } from './expenses/personal-data.ts';
import { sharedCostsRepo } from './expenses/personal-data.repo.ts';
import { settlementsService } from './expenses/settlements.service.ts';
import { travellersRepo } from './expenses/travellers.repo.ts';
import { travellersService } from './expenses/travellers.service.ts';
import { gazetteerFolder } from './gazetteer/folder.ts';
import { openGazetteer } from './gazetteer/index.ts';
import { liveRepo } from './live/live.repo.ts';
import { liveService } from './live/live.service.ts';
import { invitationsService } from './members/invitations.service.ts';
import { membersRepo } from './members/members.repo.ts';
import { membersService } from './members/members.service.ts';
import { outgoing, type OutgoingSettings } from './outgoing/outgoing.ts';
import { noticesRepo } from './notices/notices.repo.ts';
import { noticesService } from './notices/notices.service.ts';
import { remindersRepo } from './notices/reminders.repo.ts';
import { remindersService } from './notices/reminders.service.ts';
import { ownWork } from './own-work.ts';
import { generationService } from './plans/generation.service.ts';
import { listRepo } from './plans/list.repo.ts';
import { listService } from './plans/list.service.ts';
import { statsRepo } from './plans/stats.repo.ts';
import { clicksRepo } from './booking-links/clicks.repo.ts';
import { bookingLinksService } from './booking-links/booking-links.service.ts';
import { bookingProviders, type BookingProvider } from './booking-links/providers.ts';
import { importService } from './import/import.service.ts';
import { actCounter } from './plans/count.ts';
import { plansRepo } from './plans/plans.repo.ts';
import { plansService } from './plans/plans.service.ts';
import { ratesRepo } from './rates/rates.repo.ts';
import { ratesService } from './rates/rates.service.ts';
import { reportsRepo } from './reports/reports.repo.ts';
import { reportsService } from './reports/reports.service.ts';
import { linksRepo } from './sharing/links.repo.ts';
import { linksService } from './sharing/links.service.ts';
import { adviceService } from './versions/advice.service.ts';
import { livingPlans } from './versions/living.ts';
import { proposalMarks } from './versions/marks.ts';
import { versionsRepo } from './versions/versions.repo.ts';
import { versionsService } from './versions/versions.service.ts';
import { deliveryService } from './webhooks/delivery.service.ts';
import { teller } from './webhooks/tell.ts';
import { webhooksRepo } from './webhooks/webhooks.repo.ts';
import { webhooksService } from './webhooks/webhooks.service.ts';

export type { ModelBudgets } from './accounting/accounting.service.ts';
export { alsoGuidesFrom } from './catalogue/index.ts';
export { findImportCity } from './catalogue/import/city.ts';
export { importGuide, overpassQuery, type ImportCity, type Imported } from './catalogue/import/index.ts';
export { destinationsRoutes } from './destinations/destinations.routes.ts';
export { discoverRoutes } from './discover/discover.routes.ts';
export { createPlanMaker, type ModelConfig, type ModelTrouble } from './engine.ts';
export { bookingProviders, BookingSettingsRefused, type BookingProvider } from './booking-links/providers.ts';
export { BOM, csvRow } from './export/csv.ts';
export { HTML_STYLE } from './export/html-style.ts';
export { FILES_A_READER, PREVIEW_FILES_A_READER } from './plans/limits.ts';
export type { OpenFile } from './files/files.service.ts';
export { FILE_LIMITS, UPLOADS_AN_ACCOUNT, type FileLimits } from './files/limits.ts';
export type { S3Settings } from './files/store.ts';
export { textWithin } from './text-within.ts';
export { moderationRoutes } from './reports/reports.routes.ts';
export { plansRoutes } from './plans/plans.routes.ts';
export { RatesRefused } from './rates/ecb.ts';
export { toPeople } from './webhooks/to-people.ts';

/** The cities of the world, with the guide's marked; read at the first question. */
export function openGuideGazetteer() {
  return openGazetteer(gazetteerFolder(), listGuides);
}

/** Where files of trips lie, and how much may. */
export type FileSettings = {
  /** On this machine: for all files, and with `s3` for those that are just arriving. */
  folder: string;
  s3?: S3Settings;
  limits?: FileLimits;
};

/** Where files lie that are kept on this machine. */
export const keptFolder = (folder: string) => join(folder, 'kept');

type Parts = {
  db: Database;
  files: FileSettings;
  audit: Audit;
  /** By default the flags of the code. */
  flags?: FlagPort;
  /** What counts what is done; by default nothing does. */
  activity?: Activity;
  /** What booking links carry of who they were made for; by default nothing. */
  passFor?: PassFor;
  /** What secrets of webhooks are sealed with. */
  sealer: Sealer;
  /** How far requests to addresses reach that people name; by default to the public internet, by https. */
  toPeople?: OutgoingSettings;
  /** Who is still signed in; by default everybody is. */
  standing?: Standing;
  /** How much each person may have; by default what `files` and `budgets` say. */
  entitlements?: Entitlements;
  mailer: Pick<Mailer, 'queue'>;
  /** How often people are mailed of others' doing; by default nothing is limited. */
  limiter?: Pick<Limiter, 'takeIn'>;
  /** Where people reach the server: the beginning of links. */
  baseUrl: string;
  model?: ModelConfig;
  /** What models may cost a day; absent: no limit. */
  budgets?: ModelBudgets | undefined;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: ((trouble: ModelTrouble) => void) | undefined;
  /** Whom people can book with; by default the built-in providers. */
  providers?: readonly BookingProvider[] | undefined;
  /** What proposals are marked with and repeatable secrets are made with, the same on all nodes; by default one of this process alone. */
  key?: string;
  now?: () => number;
};

/** The trips feature, put together. Without a `model` every plan is made by the built-in engine. */
export function createPlans({
  db,
  files: { folder, s3, limits = FILE_LIMITS },
  audit,
  flags = { value: async (key) => FLAG_DEFAULTS[key] },
  activity = { record: async () => undefined },
  passFor = async () => undefined,
  sealer,
  toPeople = { secureOnly: true },
  standing = async (ids) => new Set(ids),
  mailer,
  limiter = { takeIn: async () => ({ left: Number.MAX_SAFE_INTEGER, lockedNow: false }) },
  baseUrl,
  model,
  budgets = {},
  entitlements = async () => ({ premium: false, limits: { filesBytes: limits.person, modelMicros: budgets.user } }),
  onModelTrouble,
  providers = bookingProviders(),
  key = randomBytes(32).toString('base64url'),
  now = Date.now,
}: Parts) {
  const gazetteer = openGuideGazetteer();
  const printer = createPrinter();
  const accounting = accountingService({ db, repo: accountingRepo(db), budgets, entitlements, now });
  const drafts = draftsService({ db, repo: draftsRepo(db), now });
  const { ledger, cache } = accounting;
  const rates = ratesService({ db, repo: ratesRepo(db), now });
  const { make, checker } = createEngine({
    gazetteer,
    now,
    ledger,
    cache,
    onModelTrouble,
    mayAsk: (payer) => flags.value('models', payer),
    rates: () => rates.current(),
    ...(model === undefined ? {} : { model }),
  });
  const repo = plansRepo(db);
  const versionRows = versionsRepo(db);
  const access = planAccess({ repo: accessRepo(db) });
  const hooks = webhooksRepo(db);
  const tell = teller({ repo: hooks, now });
  const count = actCounter({ activity, gazetteer });
  const out = outgoing(toPeople);
  const notices = noticesService({ repo: noticesRepo(db), mailer, limiter, baseUrl });
  const reminders = remindersService({ db, repo: remindersRepo(db), mailer, baseUrl, now });
  const service = plansService({ db, repo, access, audit, make, tell, notices, count, now, versions: versionRows });
  const live = liveService({ db, repo: liveRepo(db), access, standing, now });
  const plans = {
    ...service,
    create: drafts.keeping((actor, request, options) => service.create(actor, request, options)),
    async remove(...call: Parameters<typeof service.remove>) {
      const removed = await service.remove(...call);
      live.tell(removed.id);
      return removed;
    },
  };
  const files = filesService({
    db,
    repo: filesRepo(db),
    plans: repo,
    access,
    audit,
    store: s3 === undefined ? diskStore(keptFolder(folder)) : s3Store(s3),
    incoming: incomingFiles({ folder: join(folder, 'arriving'), now }),
    limits,
    entitlements,
    now,
  });
  const webhooks = webhooksService({ db, repo: hooks, keys: repo, sealer, outgoing: out, audit, now });
  const deliveries = deliveryService({ db, repo: hooks, sealer, outgoing: out, now });
  const generation = generationService({ plans });
  const marks = proposalMarks(key);
  const linkRows = linksRepo(db);
  const memberRows = membersRepo(db);
  const links = linksService({ db, repo: linkRows, access, keys: repo, audit, tell, count, baseUrl, key, now });
  const members = membersService({ db, repo: memberRows, access, audit, notices, now });
  const invitations = invitationsService({
    db,
    repo: memberRows,
    links: linkRows,
    access,
    keys: repo,
    audit,
    tell,
    notices,
    count,
    mailer,
    baseUrl,
    now,
  });
  const calendar = calendarService({ db, repo: calendarRepo(db), keys: repo, access, audit, baseUrl, now });
  const living = livingPlans({ db, repo: versionRows });
  const reports = reportsService({ db, repo: reportsRepo(db), planRows: repo, audit, now });
  const costs = expensesRepo(db);
  const travellerRows = travellersRepo(db);
  const travellers = travellersService({ db, repo: travellerRows, expenses: costs, access, keys: repo, now });
  const expenses = expensesService({ db, repo: costs, travellerRows, travellers, access, living, keys: repo, rates, tell, now });
  const bookingLinks = bookingLinksService({ db, repo: clicksRepo(db), plans, providers, passFor, now });
  const versions = versionsService({
    db,
    repo: versionRows,
    living,
    plans,
    planRows: repo,
    checker,
    marks,
    tell,
    count,
    onSaved: (id) => live.tell(id),
    now,
  });
  /** The model that bookings are read with; loaded with the first file that needs one. */
  const openBookingReader = async () =>
    model === undefined
      ? undefined
      : (await import('./bookings/model.ts')).bookingModel({
          config: model,
          gazetteer,
          ledger,
          onTrouble: () => onModelTrouble?.({ kind: 'not-booked' }),
        });
  let bookingReader: ReturnType<typeof openBookingReader> | undefined;
  const imports = importService({
    living,
    plans: service,
    checker,
    marks,
    gazetteer,
    rates: () => rates.current(),
    bookings: async (file, call) => {
      const [{ readBookings }, reader] = await Promise.all([import('./import/read-bookings.ts'), (bookingReader ??= openBookingReader())]);
      return readBookings(file, { gazetteer, now, model: reader }, call);
    },
    now,
  });
  return {
    plans,
    lists: listService({ db, repo: listRepo(db), stats: statsRepo(db), now }),
    copies: copiesService({ db, repo: copiesRepo(db), plans, planRows: repo, checker, tell, count, now }),
    reports,
    expenses,
    settlements: settlementsService({ db, repo: costs, travellerRows, expenses, access, keys: repo, now }),
    travellers,
    bookingLinks,
    rates,
    versions,
    live,
    imports,
    advice: adviceService({ db, repo, living, checker, make, marks }),
    generation,
    drafts,
    links,
    members,
    invitations,
    calendar,
    files,
    webhooks,
    deliveries,
    /** Everything held about a person, for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      yield* plans.personalData(userId);
      yield* links.personalData(userId);
      yield* members.personalData(userId);
      yield* drafts.personalData(userId);
      yield* files.personalData(userId);
      yield* webhooks.personalData(userId);
      yield* sharedCosts({ db, repo: sharedCostsRepo(db) })(userId);
      yield* accounting.personalData(userId);
      yield* calendar.personalData(userId);
      yield* reports.personalData(userId);
      yield* live.personalData(userId);
      yield* reminders.personalData(userId);
    },
    /** Removes what is held under a person's address alone. */
    erase: ((tx, person) => invitations.erase(tx, person)) satisfies Erasure,
    /** What is done by itself. */
    ...ownWork({ plans, links, invitations, accounting, deliveries, live, files, reminders }),
    /** Ends what is under way; what is not done is kept as drafts. */
    async stop(): Promise<void> {
      generation.stop();
      printer.stop();
      await live.stop();
      await drafts.settled();
      // A click too few is no reason not to stop.
      await bookingLinks.flush().catch(() => undefined);
    },
    discover: discoverService({ db, repo: discoverRepo(db) }),
    gazetteer,
    exports: {
      // Each format's libraries are loaded with its first file, not at process start.
      markdown: async (plan: Plan) => (await import('./export/markdown.ts')).planMarkdown(plan),
      html: async (plan: Plan) => (await import('./export/html.ts')).planHtml(plan),
      /** PDF, set in a process of its own. */
      pdf: async (plan: Plan, options: { paper?: Paper } = {}) => (await import('./export/print/pdf.ts')).planPdf(printer, plan, options),
      /** A picture of 1200 × 630 (PNG). */
      previewImage: async (plan: Plan) => (await import('./export/print/pdf.ts')).planPreview(printer, plan),
      ics: async (plan: Plan) => (await import('./export/ics.ts')).planIcs(plan),
      gpx: async (plan: Plan) => (await import('./export/gpx.ts')).planGpx(plan),
      kml: async (plan: Plan) => (await import('./export/kml.ts')).planKml(plan),
      csv: async (plan: Plan) => (await import('./export/csv.ts')).planCsv(plan),
      json: async (plan: Plan) => (await import('./export/json.ts')).planJson(plan),
    },
  };
}

export type Plans = ReturnType<typeof createPlans>;
