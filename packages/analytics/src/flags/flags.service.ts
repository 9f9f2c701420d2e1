import {
  AppError,
  FLAG_DEFAULTS,
  flagDefinition,
  FLAG_WORDS,
  isFlagKey,
  isFlagValue,
  pageOf,
  toInstant,
  type FlagDefinition,
  type FlagRemoveInput,
  type FlagSetInput,
  type FlagView,
  type Page,
  type Paging,
} from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import { problemsOf, warningsOf } from './definition.ts';
import type { FlagRow, FlagsRepo } from './flags.repo.ts';
import type { FlagState } from './state.ts';

/** Flags that may be stored: all of them are held in memory by every node. */
const MOST = 1_000;
const DECLARED: readonly string[] = Object.keys(FLAG_DEFAULTS).toSorted();

type Deps = { db: Database; repo: FlagsRepo; state: Pick<FlagState, 'refresh'>; audit: Audit; now: () => number };

/** What administrators do with flags. Every change is in the audit log, and holds on this node when it is answered. */
export function flagsService({ db, repo, state, audit, now }: Deps) {
  /** Checks that the caller has the flag as it is. */
  function checkVersion(row: FlagRow | undefined, version: number | undefined): void {
    const current = row?.version ?? 0;
    if (version !== undefined && version !== current) throw new AppError('conflict', { currentVersion: current });
  }

  async function view(tx: Transaction | undefined, key: string): Promise<FlagView> {
    const [[row], running] = await Promise.all([repo.byKey(tx ?? db.read, { key }), repo.runningOn(tx ?? db.read, { key })]);
    return viewOf(
      key,
      row,
      running.map((experiment) => experiment.key),
    );
  }

  /** Writes what was checked, within the caller's transaction; `known` belongs behind it. */
  async function write(tx: Transaction, actor: Actor, { key, version, definition, enabled, description }: FlagSetInput): Promise<FlagView> {
    const [row] = await repo.byKey(tx, { key });
    checkVersion(row, version);
    const at = now();
    const given = {
      ...(definition === undefined ? {} : { definition }),
      ...(enabled === undefined ? {} : { enabled }),
      ...(description === undefined ? {} : { description }),
    };
    if (row === undefined) {
      const [counted] = await repo.count(tx);
      if ((counted?.flags ?? 0) >= MOST) throw new AppError('quota-used', {}, `There are ${MOST} flags already.`);
      const blank = { key, description: '', definition: {}, enabled: true, version: 1, createdAt: at, updatedAt: at };
      if (!(await repo.add(tx, { ...blank, ...given }))) throw new AppError('conflict');
    } else if (!(await repo.change(tx, key, row.version, { ...given, updatedAt: at }))) throw new AppError('conflict');
    await audit.record(tx, {
      action: 'flag.set',
      actor: actor.auditRef,
      detail: {
        flag: key,
        version: (row?.version ?? 0) + 1,
        enabled: enabled ?? row?.enabled ?? true,
        definition: definition === undefined ? 'kept' : 'changed',
      },
    });
    return view(tx, key);
  }

  /** What was written holds here at once; where it can't be read just now, it does so a little later. */
  async function known(): Promise<void> {
    await state.refresh().catch(() => undefined);
  }

  return {
    /** All flags, those of the code too, by their keys. */
    async list({ cursor = '', limit = 20 }: Paging): Promise<Page<FlagView>> {
      const stored = new Map((await repo.page(db.read, { after: cursor, limit: limit + 1 })).map((row) => [row.key, row]));
      const last = stored.size > limit ? [...stored.keys()].at(-1) : undefined;
      const declared = DECLARED.filter((key) => key > cursor && (last === undefined || key <= last));
      const keys = [...new Set([...stored.keys(), ...declared])].toSorted(byCodePoint).slice(0, limit + 1);
      const views = await Promise.all(
        keys.map(async (key) => {
          const running = await repo.runningOn(db.read, { key });
          // A flag of the code that is stored lies behind this page’s end, or on it.
          return viewOf(
            key,
            stored.get(key),
            running.map((experiment) => experiment.key),
          );
        }),
      );
      return pageOf(
        views,
        limit,
        (one) => one,
        ({ key }) => key,
      );
    },

    /** One flag: stored, of the code, or there by an experiment alone. Throws `not-found`. */
    async get(key: string): Promise<FlagView> {
      const found = await view(undefined, key);
      if (found.version === 0 && found.declared === undefined && found.experiments.length === 0) throw new AppError('not-found');
      return found;
    },

    /** Makes or changes a flag. Throws `conflict` for a stale version, `invalid-input` for what can't be followed. */
    async set(actor: Actor, input: FlagSetInput): Promise<FlagView> {
      const problems = input.definition === undefined ? [] : problemsOf(input.definition);
      if (problems.length > 0) throw new AppError('invalid-input', { fields: problems });
      const written = await db.write((tx) => write(tx, actor, input));
      await known();
      return written;
    },

    /** For an experiment that gives its flag a value: how the flag stands, and writing it in the experiment's own transaction. */
    stored: {
      /** The definition is absent where the stored one can't be followed. */
      async read(key: string): Promise<{ version: number; definition?: FlagDefinition }> {
        const [row] = await repo.byKey(db.read, { key });
        const parsed = flagDefinition.safeParse(row?.definition ?? {});
        const sound = parsed.success && problemsOf(parsed.data).length === 0;
        return { version: row?.version ?? 0, ...(sound ? { definition: parsed.data } : {}) };
      },
      write,
      known,
    },

    /** Takes a flag back to what the code says, or away. Throws `conflict` while an experiment runs on it, `not-found`. */
    async remove(actor: Actor, { key, version }: FlagRemoveInput): Promise<void> {
      await db.write(async (tx) => {
        const [row] = await repo.byKey(tx, { key });
        if (row === undefined) throw new AppError('not-found');
        checkVersion(row, version);
        const [running] = await repo.runningOn(tx, { key });
        if (running !== undefined) throw new AppError('conflict', {}, `The experiment “${running.key}” runs on this flag: stop it first.`);
        await repo.remove(tx, key);
        await audit.record(tx, { action: 'flag.removed', actor: actor.auditRef, detail: { flag: key, version: row.version } });
      });
      await known();
    },
  };
}

export type FlagsService = ReturnType<typeof flagsService>;
export type StoredFlags = FlagsService['stored'];

function viewOf(key: string, row: FlagRow | undefined, experiments: string[]): FlagView {
  const parsed = flagDefinition.safeParse(row?.definition ?? {});
  const definition: FlagDefinition = parsed.success ? parsed.data : {};
  const warnings = parsed.success ? warningsOf(definition) : ['The stored definition can’t be read: the default of the code holds.'];
  return {
    key,
    description: row !== undefined && row.description !== '' ? row.description : isFlagKey(key) ? FLAG_WORDS[key] : '',
    definition,
    enabled: row?.enabled ?? true,
    version: row?.version ?? 0,
    ...(row === undefined ? {} : { updatedAt: toInstant(row.updatedAt) }),
    ...(isFlagKey(key) ? { declared: { type: typeOf(FLAG_DEFAULTS[key]), default: FLAG_DEFAULTS[key] } } : {}),
    experiments,
    warnings: [...warnings, ...(isFlagKey(key) ? wrongValues(key, definition) : [])],
  };
}

/** Values of a flag of the code that the code does not take: its default holds instead. */
function wrongValues(key: Parameters<typeof isFlagValue>[0], { defaultValue, rules = [] }: FlagDefinition): string[] {
  const values = [
    ...(defaultValue === undefined || defaultValue === null ? [] : [defaultValue]),
    ...rules.flatMap((rule) => [
      'force' in rule ? rule.force : undefined,
      ...(rule.variations ?? []),
      ...(rule.contextualVariations ?? []),
    ]),
  ];
  return values
    .filter((value) => value !== undefined && value !== null && !isFlagValue(key, value))
    .map((value) => `${JSON.stringify(value).slice(0, 60)} is no value that the code takes: its default holds instead.`);
}

function typeOf(value: unknown): 'boolean' | 'string' | 'number' | 'object' {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'object';
}

function byCodePoint(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
