import { OpenFeature } from '@openfeature/server-sdk';
import { FLAG_DEFAULTS, isFlagValue, type FlagKey, type FlagsInput, type FlagValues } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit, Context, FlagPerson, FlagPort, PersonalEntry, Traits } from '@tripmaster/rpc';
import { repeated } from '@tripmaster/jobs';
import { exposureLog } from '../exposures/exposures.ts';
import { exposuresRepo } from '../exposures/exposures.repo.ts';
import { toldOnce, type OnFailure } from '../told-once.ts';
import type { Counted } from './counted.ts';
import { flagEvaluator, type Evaluation } from './evaluator.ts';
import { flagsRepo } from './flags.repo.ts';
import { flagsService } from './flags.service.ts';
import { flagProvider, subjectOf } from './provider.ts';
import { flagState } from './state.ts';
import { stickyBuckets } from './sticky.ts';
import { stickyRepo } from './sticky.repo.ts';
import { units } from './units.ts';

/** How often what was shown and what is kept is written: as much is lost when a process is killed. */
const WRITE_EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a variation is kept that nothing was added to. */
const KEPT_MS = 400 * DAY_MS;
const PURGED_AT_ONCE = 500;
const EXPORT_BATCH = 500;

type Parts = {
  db: Database;
  audit: Audit;
  counted: Counted;
  traits?: Traits | undefined;
  /** Is told what is wrong with a stored flag. */
  onFault?: ((fault: { flag: string; fault: string }) => void) | undefined;
  /** Is told when what was shown, or what is kept, can’t be written. */
  onFailure: OnFailure;
  now: () => number;
};

let providers = 0;

/** Flags and who was shown what, put together. */
export function createFlags({ db, audit, counted, traits, onFault, onFailure, now }: Parts) {
  const repo = flagsRepo(db);
  const state = flagState({ db, repo, now, onFault });
  const stickyRows = stickyRepo(db);
  const sticky = stickyBuckets({ db, repo: stickyRows, counted, now });
  const exposureRows = exposuresRepo(db);
  const exposures = exposureLog({ db, repo: exposureRows, counted, now });
  const evaluator = flagEvaluator({ state, sticky, exposures });
  const who = units({ state, counted, traits, now });
  // One OpenFeature serves a process; each application in it has a provider of its own.
  const domain = `tripmaster-${(providers += 1)}`;
  const provider = flagProvider({ state, evaluator });
  let timer: NodeJS.Timeout | undefined;
  state.on((what) => {
    if (what === 'changed') sticky.forget();
  });

  const writes = [toldOnce('exposures', () => exposures.flush(), onFailure), toldOnce('sticky buckets', () => sticky.flush(), onFailure)];
  async function flush(): Promise<void> {
    await Promise.all(writes.map((write) => write()));
  }

  /** Keeps the promise about how long variations are kept. */
  async function purge(): Promise<void> {
    while ((await db.write((tx) => stickyRows.purge(tx, now() - KEPT_MS, PURGED_AT_ONCE))) === PURGED_AT_ONCE);
  }

  return {
    state,
    provider,
    service: flagsService({ db, repo, state, audit, now }),
    /** Flags as the server’s own features ask for them, through OpenFeature. */
    port: portOf(domain, who),

    /** What flags are for whoever calls. */
    async forCaller(ctx: Pick<Context, 'origin'> & { actor: Actor | undefined }, { keys, ...said }: FlagsInput) {
      const subject = await who.caller(ctx, said);
      const all = await evaluator.evaluate(keys ?? 'all', subject);
      const values: Record<string, unknown> & FlagValues = { ...FLAG_DEFAULTS };
      for (const { key, value } of all) if (value !== undefined) values[key] = value;
      return values;
    },

    /** What flags are for whom a program says; `remembered` where it may be believed. */
    evaluate(keys: readonly string[] | 'all', context: Readonly<Record<string, unknown>>, remembered: boolean): Promise<Evaluation[]> {
      return evaluator.evaluate(keys, subjectOf(context, remembered));
    },

    /** Reads the flags, and follows what becomes of them until `stop`. Without a database the defaults of the code hold. */
    async start(): Promise<void> {
      state.start();
      timer ??= setInterval(() => void flush().catch(() => undefined), WRITE_EVERY_MS).unref();
      await OpenFeature.setProviderAndWait(domain, provider).catch(() => undefined);
    },
    flush,
    async stop(): Promise<void> {
      state.stop();
      clearInterval(timer);
      await flush().catch(() => undefined);
    },

    /** What is held of a person: which variations they were shown. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const person = await counted.known(userId);
      if (person === undefined) return;
      let after = '';
      do {
        const rows = await exposureRows.ofUnit(db.read, { unit: person.ref, after, limit: EXPORT_BATCH });
        for (const { experiment, variation, at } of rows)
          yield { section: 'experiments', entry: { experiment, variation, at: new Date(at).toISOString() } };
        after = rows.length === EXPORT_BATCH ? (rows.at(-1)?.experimentId ?? '') : '';
      } while (after !== '');
    },
    purge,
    work: repeated('flags.purge', { everyMs: HOUR_MS }, purge),
  };
}

export type Flags = Omit<ReturnType<typeof createFlags>, 'work'>;

/** Each flag of the code by its own type. */
function portOf(domain: string, who: ReturnType<typeof units>): FlagPort {
  const client = OpenFeature.getClient(domain);
  return {
    async value<Key extends FlagKey>(key: Key, person?: FlagPerson): Promise<FlagValues[Key]> {
      const context = (person === undefined ? undefined : await who.person(person)) ?? { targetingKey: '' };
      const fallback: FlagValues[Key] = FLAG_DEFAULTS[key];
      // All are switches; with the first that is none this does not compile any more.
      const value = await client.getBooleanValue(key, fallback, context);
      return isFlagValue(key, value) ? value : fallback;
    },
  };
}
