import type { StickyAssignmentsDocument } from '@growthbook/growthbook';
import { isStorableText } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { LRUCache } from 'lru-cache';
import type { Counted } from './counted.ts';
import type { StickyRepo } from './sticky.repo.ts';

/** Units whose variations are in memory. */
const REMEMBERED = 20_000;
/** Units that wait to be written: of more, nothing is kept. */
const MOST = 10_000;
const BATCH = 200;
const LONGEST = 200;

type Docs = Record<string, StickyAssignmentsDocument>;
type Deps = { db: Database; repo: StickyRepo; counted: Pick<Counted, 'still'>; now: () => number };
type Waiting = { doc: StickyAssignmentsDocument; account: string | undefined };

/**
 * The variations that units keep whatever becomes of the weights. They are read once a unit and held in memory until
 * flags change; new ones are written with the next `flush`, off the way of the request that made them.
 */
export function stickyBuckets({ db, repo, counted, now }: Deps) {
  const known = new LRUCache<string, Record<string, string>>({ max: REMEMBERED });
  const waiting = new Map<string, Waiting>();
  let writing: Promise<void> = Promise.resolve();

  async function assignmentsOf(attribute: string, value: string): Promise<Record<string, string>> {
    const name = nameOf(attribute, value);
    const held = known.get(name) ?? waiting.get(name)?.doc.assignments;
    if (held !== undefined) return held;
    const [row] = await repo.byValue(db.read, { attribute, value });
    const assignments = row?.assignments ?? {};
    known.set(name, assignments);
    return assignments;
  }

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.entries()].slice(0, BATCH);
      await db.write(async (tx) => {
        const accountOf = new Map(
          batch.flatMap(([, { doc, account }]) => (account === undefined ? [] : [[doc.attributeValue, account] as const])),
        );
        const still = accountOf.size === 0 ? accountOf : await counted.still(tx, accountOf);
        const kept = batch.filter(([, { doc, account }]) => account === undefined || still.has(doc.attributeValue));
        await repo.merge(
          tx,
          kept.map(([, { doc }]) => ({ attribute: doc.attributeName, value: doc.attributeValue, assignments: doc.assignments })),
          now(),
        );
      });
      for (const [name, one] of batch) if (waiting.get(name) === one) waiting.delete(name);
    }
  }

  return {
    /** What somebody keeps, by GrowthBook’s names; nothing while the database can't be reached. */
    async of(attributes: Readonly<Record<string, unknown>>, names: readonly string[]): Promise<Docs> {
      const docs: Docs = {};
      for (const attributeName of names) {
        const given = attributes[attributeName];
        const attributeValue = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
        if (!canBeKept(attributeValue)) continue;
        try {
          const assignments = await assignmentsOf(attributeName, attributeValue);
          docs[nameOf(attributeName, attributeValue)] = { attributeName, attributeValue, assignments };
        } catch {
          // Whoever is looked at for the first time just then gets what chance says: the same as ever, unless weights changed.
        }
      }
      return docs;
    },
    /** `account` as with exposures; it goes with the attribute `id` alone. */
    keep(doc: StickyAssignmentsDocument, account?: string): void {
      if (!canBeKept(doc.attributeValue) || !canBeKept(doc.attributeName)) return;
      const name = nameOf(doc.attributeName, doc.attributeValue);
      if (waiting.size >= MOST && !waiting.has(name)) return;
      waiting.set(name, { doc, account: doc.attributeName === 'id' ? account : undefined });
      known.set(name, doc.assignments);
    },
    flush(): Promise<void> {
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
    /** Weights changed: what other nodes have written meanwhile counts. */
    forget(): void {
      known.clear();
    },
  };
}

export type StickyBuckets = ReturnType<typeof stickyBuckets>;

/** What the database can't take would keep all that is written with it from being written. */
function canBeKept(word: string): boolean {
  return word !== '' && word.length <= LONGEST && isStorableText(word);
}

/** As GrowthBook calls them. */
function nameOf(attribute: string, value: string): string {
  return `${attribute}||${value}`;
}
