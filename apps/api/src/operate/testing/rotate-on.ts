/** Run as a process to be killed: rotates the keys of a data folder and a database, without the long waits. */
import { openDatabase } from '@tripmaster/db';
import { openSecrets } from '../../secrets.ts';
import { rotateKeys } from '../rotate.ts';

const [dataDir = '', url = ''] = process.argv.slice(2);
const db = await openDatabase(url);
const secrets = await openSecrets(dataDir, { mustExist: true });
await rotateKeys({ dataDir, db, secrets, tell: (sentence) => process.stdout.write(`${sentence}\n`) }, { settleMs: 20 });
secrets.close();
await db.close();
