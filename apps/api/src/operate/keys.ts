import { keysInUse, sealedColumns, sealer } from '@tripmaster/db';
import { assemble } from '../compose.ts';
import { ConfigError } from '../env.ts';
import { changeSecrets } from '../secrets.ts';
import { noMore, UsageError, type Command } from './command.ts';
import { rotateKeys } from './rotate.ts';

/** How many places are named; one is enough to look further. */
const NAMED = 5;

export const keysList: Command = {
  usage: 'keys list: which keys there are, since when the older ones are retired, and what still needs them',
  async run(args, { db, secrets, print }) {
    noMore(args);
    const { signingKeys, sealingKeys, rotationStartedAt } = secrets.current();
    const texts = sealer(() => secrets.current().sealingKeys);
    const needed = await keysInUse(db, sealedColumns(db.tables), texts);
    const state = (retiredAt: string | undefined, now: string, then: string) =>
      retiredAt === undefined ? now : `${then}, retired ${retiredAt}`;
    const count = (kid: string) => {
      const texts = needed.get(kid) ?? 0;
      return `${texts.toLocaleString('en')} sealed ${texts === 1 ? 'text' : 'texts'}`;
    };
    print('Signing keys, for access tokens:');
    for (const { kid, retiredAt } of signingKeys) print(`  ${kid}  ${state(retiredAt, 'signs', 'verifies')}`);
    print('Sealing keys, for secrets in the database:');
    for (const { kid, retiredAt } of sealingKeys) print(`  ${kid}  ${state(retiredAt, 'seals', 'opens')}; ${count(kid)}`);
    const known = new Set(sealingKeys.map(({ kid }) => kid));
    for (const kid of needed.keys())
      if (!known.has(kid)) print(`  ${kid === '' ? 'without any key' : `${kid}  is missing`}; ${count(kid)} can’t be opened`);
    if (rotationStartedAt !== undefined) print(`The rotation of ${rotationStartedAt} has not ended; keys rotate goes on with it.`);
    return 0;
  },
};

export const keysRotate: Command = {
  usage: 'keys rotate: new keys for tokens and for secrets in the database, while servers run; may be stopped and run again',
  async run(args, { config, db, secrets, print }) {
    noMore(args);
    const began = performance.now();
    const { rows, unreadable, dropped } = await rotateKeys({ dataDir: config.dataDir, db, secrets, tell: print });
    const { auth } = assemble(config, { db, secrets });
    await db.write((tx) => auth.audit.record(tx, { action: 'keys.rotated', detail: { rows, unreadable: unreadable.length, dropped } }));
    print(
      `${rows.toLocaleString('en')} ${rows === 1 ? 'secret in the database was' : 'secrets in the database were'} sealed anew${unreadable.length === 0 ? '; all are under the new key' : ''}.`,
    );
    print(
      dropped === 0
        ? 'No older sealing key could be removed.'
        : `${dropped} older sealing ${dropped === 1 ? 'key is' : 'keys are'} not needed any more and removed.`,
    );
    print('Access tokens of the older signing key are good until they end; the next rotation removes that key once it is a day old.');
    if (unreadable.length > 0) {
      const more = unreadable.length > NAMED ? ' …' : '';
      print(
        `${unreadable.length.toLocaleString('en')} can’t be opened and stay as they are: ${unreadable.slice(0, NAMED).join(', ')}${more}`,
      );
      print('Their keys are kept. They were moved or damaged, or their key is in a backup of secrets.json only.');
    }
    print(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    return unreadable.length === 0 ? 0 : 1;
  },
};

export const keysForget: Command = {
  usage: 'keys forget <id>: ends a retired signing key at once, and with it every access token it signed; for after a leak',
  async run(args, { config, db, secrets, print }) {
    const [kid, ...more] = args;
    if (kid === undefined) throw new UsageError('Name a retired signing key; keys list shows them.');
    noMore(more);
    await changeSecrets(config.dataDir, (kept) => {
      const key = kept.signingKeys.find((key) => key.kid === kid);
      if (key === undefined)
        throw new ConfigError(`${kid} is no signing key; keys list shows them. Sealing keys go by themselves, by keys rotate.`);
      if (key === kept.signingKeys[0]) throw new ConfigError(`${kid} signs now. Put another in its place first: keys rotate.`);
      return { ...kept, signingKeys: kept.signingKeys.filter((key) => key.kid !== kid) };
    });
    const { auth } = assemble(config, { db, secrets });
    await db.write((tx) => auth.audit.record(tx, { action: 'keys.forgotten', detail: { key: kid } }));
    print(`${kid} is forgotten. Within about a second no server takes its access tokens any more; sessions renew theirs by themselves.`);
    return 0;
  },
};
