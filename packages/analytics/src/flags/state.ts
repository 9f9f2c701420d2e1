import type { evalCondition, GrowthBookClient } from '@growthbook/growthbook';
import { flagDefinition } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { compile, type Compiled, type StoredFlag } from './compile.ts';
import { conditionProblems } from './conditions.ts';
import { problemsOf } from './definition.ts';
import type { FlagRow, FlagsRepo, RunningExperiment } from './flags.repo.ts';

/** How often it is asked whether something changed: what is set on one node is so on all within a second. */
const EVERY_MS = 400;
/** What was not heard of for so long is told to be old; it still holds. */
const STALE_MS = 3_000;

type Deps = {
  db: Database;
  repo: FlagsRepo;
  now: () => number;
  /** Is told what is wrong with a stored flag, once as long as it stays so. */
  onFault?: ((fault: { flag: string; fault: string }) => void) | undefined;
};

/** Flags as they are known now, and what GrowthBook evaluates them with. */
export type Known = Compiled & { growthbook: GrowthBookClient; evalCondition: typeof evalCondition };

/** What is used of GrowthBook, loaded when flags are first read. */
type Library = { GrowthBookClient: typeof GrowthBookClient; evalCondition: typeof evalCondition };

type Status = 'nothing' | 'ready' | 'stale' | 'stopped';

/**
 * Holds the flags in memory. The database is asked for a few words every 400 milliseconds and read again when they
 * changed, never for an evaluation; while it can't be reached the last that was known holds.
 */
export function flagState({ db, repo, now, onFault = () => undefined }: Deps) {
  let rows: { stored: StoredFlag[]; running: RunningExperiment[]; marks: string } | undefined;
  let known: Known | undefined;
  let library: Library | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  const listeners = new Set<(what: 'changed' | 'stale' | 'ready') => void>();
  const checked = new Map<string, { mark: string; flag: StoredFlag }>();
  const told = new Set<string>();
  let wasStale = false;

  const tell = (what: 'changed' | 'stale' | 'ready') => {
    for (const listener of listeners) listener(what);
  };

  /** A fault of one flag at one version is told once. */
  function fault(flag: string, words: string): void {
    const name = `${flag}: ${words}`;
    if (told.has(name)) return;
    if (told.size > 1_000) told.clear();
    told.add(name);
    onFault({ flag, fault: words });
  }

  /** A row as it can be followed. Checking patterns takes a while, so it is done once a version. */
  function read(row: FlagRow): StoredFlag {
    const mark = `${row.version} ${row.updatedAt} ${row.enabled}`;
    const before = checked.get(row.key);
    if (before?.mark === mark) return before.flag;
    const parsed = flagDefinition.safeParse(row.definition);
    const [problem] = parsed.success ? problemsOf(parsed.data) : [{ path: 'definition', reason: 'has not the form of one' }];
    if (problem !== undefined) fault(row.key, `version ${row.version} can’t be followed: ${problem.path} ${problem.reason}`);
    const definition = problem === undefined ? parsed.data : undefined;
    const flag: StoredFlag = { key: row.key, enabled: row.enabled, version: row.version, definition };
    checked.set(row.key, { mark, flag });
    return flag;
  }

  /** Whether an experiment’s condition can be followed; one that can’t shows nobody anything. */
  function isSound({ flagKey, key, design }: RunningExperiment): boolean {
    const [problem] = conditionProblems(design.condition, 'condition');
    if (problem !== undefined) fault(flagKey, `the experiment ${key} can’t be followed: ${problem.path} ${problem.reason}`);
    return problem === undefined;
  }

  function put(at: number): void {
    if (rows === undefined || library === undefined) return;
    const compiled = compile(rows.stored, rows.running, at);
    const growthbook = new library.GrowthBookClient({}).initSync({ payload: compiled.payload });
    known = { ...compiled, growthbook, evalCondition: library.evalCondition };
  }

  async function look(): Promise<void> {
    const [flags, running] = await Promise.all([repo.marks(db.read), repo.runningMarks(db.read)]);
    const marks = JSON.stringify([flags, running]);
    if (marks !== rows?.marks) {
      library ??= await import('@growthbook/growthbook');
      // Experiments first: of one that is stopped meanwhile with a value for its flag, the experiment still holds or the value does.
      const on = await repo.running(db.read);
      const stored = await repo.all(db.read);
      if (stopped) return;
      for (const key of checked.keys()) if (!stored.some((row) => row.key === key)) checked.delete(key);
      rows = { stored: stored.map(read), running: on.filter(isSound), marks };
      put(now());
      tell('changed');
    }
    heardAt = performance.now();
    if (wasStale) tell('ready');
    wasStale = false;
  }

  /** Looks now, and once more when somebody asked meanwhile: what was written before the call is known after it. */
  async function refresh(): Promise<void> {
    if (looking !== undefined) {
      again = true;
      await looking.catch(() => undefined);
      if (!again) return looking;
    }
    again = false;
    looking = look().finally(() => (looking = undefined));
    await looking;
  }

  return {
    /** The flags as of now, undefined when nothing was ever known. */
    current(): Known | undefined {
      const at = now();
      // Neither moments nor tests' clocks wait for the next look.
      if (known !== undefined && at >= known.validUntil) put(at);
      return known;
    },
    refresh,
    fault,
    status(): Status {
      if (stopped) return 'stopped';
      if (known === undefined) return 'nothing';
      return performance.now() - heardAt > STALE_MS ? 'stale' : 'ready';
    },
    on(listener: (what: 'changed' | 'stale' | 'ready') => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Looks again and again until `stop`. Failures leave everything as it was. */
    start(): void {
      timer ??= setInterval(() => {
        if (!wasStale && known !== undefined && performance.now() - heardAt > STALE_MS) {
          wasStale = true;
          tell('stale');
        }
        if (looking === undefined) void refresh().catch(() => undefined);
      }, EVERY_MS).unref();
    },
    stop(): void {
      stopped = true;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

export type FlagState = ReturnType<typeof flagState>;
