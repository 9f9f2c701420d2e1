import {
  AppError,
  experimentDesign,
  invalidField,
  isFlagKey,
  isFlagValue,
  jsonType,
  newId,
  pageOf,
  problemsOfDesign,
  toInstant,
  type Experiment,
  type ExperimentDesign,
  type ExperimentStatus,
  type ExperimentStopInput,
  type Page,
  type Paging,
} from '@tripmaster/contracts';
import { UniqueViolation, type Database, type Reader, type Transaction } from '@tripmaster/db';
import type { Actor, Audit, AuditAction } from '@tripmaster/rpc';
import { conditionProblems } from '../flags/conditions.ts';
import type { StoredFlags } from '../flags/flags.service.ts';
import type { ExperimentsRepo } from './experiments.repo.ts';
import type { ResultsService } from './results.service.ts';
import { goingOn, type GoingOn } from './going-on.ts';

type Deps = { db: Database; repo: ExperimentsRepo; results: ResultsService; flags: StoredFlags; audit: Audit; now: () => number };
type Row = NonNullable<Awaited<ReturnType<ExperimentsRepo['byId']>>>;
type Versioned = { id: string; version: number };
type Draft = { key: string; flagKey: string; design: ExperimentDesign };

/** Experiments from their draft to what was decided. Every change names the version it is made on, so that of two at once one wins. */
export function experimentsService({ db, repo, results, flags, audit, now }: Deps) {
  async function found(db: Reader, { id, version }: Versioned, status: ExperimentStatus, otherwise: string): Promise<Row> {
    const row = await repo.byId(db, id);
    if (row === undefined) throw new AppError('not-found');
    if (row.version !== version) throw new AppError('conflict', { currentVersion: row.version });
    if (row.status !== status) throw new AppError('conflict', { currentVersion: row.version }, otherwise);
    return row;
  }

  /**
   * Refuses a design that can't be run, and values that the flag does not take. Makes the flag where there is none; one of the
   * code is there already.
   */
  async function fit(tx: Transaction, { key, flagKey, design }: Draft): Promise<void> {
    const fields = problemsOfDesign(design).map(({ path, reason }) => ({ path: `design.${path}`, reason }));
    if (fields.length > 0) throw new AppError('invalid-input', { fields });
    const [today] = design.variations;
    if (today === undefined) throw invalidField('design.variations', 'must not be empty');
    const problems = conditionProblems(design.condition, 'design.condition');
    if (problems.length > 0) throw new AppError('invalid-input', { fields: problems });
    if (isFlagKey(flagKey)) {
      const odd = design.variations.findIndex(({ value }) => !isFlagValue(flagKey, value));
      if (odd >= 0) throw invalidField(`design.variations.${odd}.value`, 'must be a value that the code takes for this flag');
      return;
    }
    const flag = await repo.flag(tx, flagKey);
    if (flag === undefined)
      return repo.addFlag(tx, { key: flagKey, description: `Made for the experiment ${key}.`, value: today.value, at: now() });
    const { defaultValue } = flag.definition;
    const type = jsonType(defaultValue);
    if (defaultValue !== undefined && type !== jsonType(today.value))
      throw invalidField('design.variations.0.value', `must be of the flag’s type, which is ${type}`);
  }

  async function write(
    tx: Transaction,
    actor: Actor,
    row: Row,
    action: AuditAction,
    change: Parameters<ExperimentsRepo['change']>[2],
    detail: Record<string, string | number> = {},
  ): Promise<Row> {
    if (!(await repo.change(tx, row, change))) throw new AppError('conflict');
    await audit.record(tx, { action, actor: actor.auditRef, detail: { experiment: row.id, version: row.version + 1, ...detail } });
    return { ...row, ...change, version: row.version + 1 };
  }

  /** Two experiments of one name, or two that run under one flag: whoever came second is told. */
  async function orConflict<Result>(work: Promise<Result>, message: string): Promise<Result> {
    return work.catch((error: unknown) => {
      throw error instanceof UniqueViolation ? new AppError('conflict', {}, message, { cause: error }) : error;
    });
  }
  const taken = 'There is an experiment of this name already.';

  /** What has to become of the flag so that it gives a variation's value; nothing where none is chosen. Checked before anything is written, since patterns take a while. */
  async function nextOf(row: Row, variation: number | undefined, flagVersion: number | undefined) {
    const flag = await flags.read(row.flagKey);
    if (flagVersion !== undefined && flagVersion !== flag.version)
      throw new AppError('conflict', {}, `The flag ${row.flagKey} has been changed meanwhile: look at what it says now.`);
    return variation === undefined ? undefined : { variation, version: flag.version, ...goingOn(flag.definition, row, variation) };
  }

  async function give(tx: Transaction, actor: Actor, key: string, { version, change, definition }: GoingOn & { version: number }) {
    if (definition === undefined) return { version, change };
    const { version: now } = await flags.write(tx, actor, { key, version, definition });
    return { version: now, change };
  }

  return {
    /** One whose design is damaged is left out: it must not take the list along. */
    async list({ cursor, limit = 20, status }: Paging & { status?: ExperimentStatus | undefined }): Promise<Page<Experiment>> {
      const rows = await repo.page(db.read, { before: cursor, status, limit: limit + 1 });
      const { items, ...rest } = pageOf(rows, limit, view, ({ id }) => id);
      return { ...rest, items: items.filter(({ design }) => experimentDesign.safeParse(design).success) };
    },

    async get(id: string): Promise<Experiment> {
      const row = await repo.byId(db.read, id);
      if (row === undefined) throw new AppError('not-found');
      return view(row);
    },

    async create(actor: Actor, draft: Draft): Promise<Experiment> {
      const at = now();
      const row = { id: newId(at), createdAt: at, ...draft };
      const made = db.write(async (tx) => {
        if ((await repo.byKey(tx, draft.key)) !== undefined) throw new AppError('conflict', {}, taken);
        await fit(tx, draft);
        await repo.add(tx, row);
        await audit.record(tx, { action: 'admin.experiment-created', actor: actor.auditRef, detail: { experiment: row.id } });
      });
      await orConflict(made, taken);
      return view({ ...row, status: 'draft', version: 1, startedAt: null, stoppedAt: null, decision: null });
    },

    async update(actor: Actor, { id, version, key, flagKey, design }: Versioned & { [K in keyof Draft]?: Draft[K] | undefined }) {
      const work = db.write(async (tx) => {
        const row = await found(tx, { id, version }, 'draft', 'This experiment has been started: its design stays as it is.');
        const draft = { key: key ?? row.key, flagKey: flagKey ?? row.flagKey, design: design ?? row.design };
        const other = await repo.byKey(tx, draft.key);
        if (other !== undefined && other.id !== id) throw new AppError('conflict', {}, taken);
        await fit(tx, draft);
        return write(tx, actor, row, 'admin.experiment-changed', draft);
      });
      return view(await orConflict(work, taken));
    },

    async start(actor: Actor, input: Versioned): Promise<Experiment> {
      const busy = 'Another experiment of this flag is running.';
      const work = db.write(async (tx) => {
        const row = await found(tx, input, 'draft', 'This experiment has been started already.');
        await fit(tx, row);
        for (const other of await repo.othersRunning(tx, row.id)) {
          if (other.flagKey === row.flagKey) throw new AppError('conflict', {}, busy);
          if (overlap(row.design, other.design)) throw new AppError('conflict', {}, `Its range overlaps that of ${other.key}.`);
        }
        return write(tx, actor, row, 'admin.experiment-started', { status: 'running', startedAt: now() });
      });
      const started = await orConflict(work, busy);
      await flags.known();
      return view(started);
    },

    /**
     * Ends it. What was decided is kept with the results as they were when it was; a variation that was chosen becomes what the
     * flag says, in the same transaction.
     */
    async stop(actor: Actor, { decision, flagVersion, ...input }: ExperimentStopInput): Promise<Experiment> {
      const notRunning = 'This experiment is not running.';
      const before = await found(db.read, input, 'running', notRunning);
      const next = await nextOf(before, decision?.variation, flagVersion);
      const { metrics, guardrails, ...rest } = await results.of(input.id);
      const bare = (rows: typeof metrics) => rows.map(({ series: _series, ...row }) => row);
      const seen = { ...rest, metrics: bare(metrics), guardrails: bare(guardrails) };
      const stopped = await db.write(async (tx) => {
        const row = await found(tx, input, 'running', notRunning);
        const at = now();
        const kept = next === undefined ? {} : { variation: next.variation };
        const flag = next === undefined ? {} : { flag: await give(tx, actor, row.flagKey, next) };
        const said = { at: toInstant(at), reason: decision?.reason ?? '', results: seen, ...kept, ...flag };
        return write(tx, actor, row, 'admin.experiment-stopped', { status: 'stopped', stoppedAt: at, decision: said }, kept);
      });
      await flags.known();
      return view(stopped);
    },
  };
}

export type ExperimentsService = ReturnType<typeof experimentsService>;

function overlap({ namespace: one }: ExperimentDesign, { namespace: other }: ExperimentDesign): boolean {
  return one !== undefined && other !== undefined && one.id === other.id && one.from < other.to && other.from < one.to;
}

function view({ id, key, flagKey, status, design, version, createdAt, startedAt, stoppedAt, decision }: Row): Experiment {
  return {
    id,
    key,
    flagKey,
    status,
    design,
    version,
    createdAt: toInstant(createdAt),
    ...(startedAt === null ? {} : { startedAt: toInstant(startedAt) }),
    ...(stoppedAt === null ? {} : { stoppedAt: toInstant(stoppedAt) }),
    ...(decision === null ? {} : { decision: undecorated(decision) }),
  };
}

function undecorated({ results: _results, ...decision }: NonNullable<Row['decision']>): NonNullable<Experiment['decision']> {
  return decision;
}
