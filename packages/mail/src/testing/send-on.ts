/** Sends what is in an outbox by SMTP until it is killed; its time runs faster, so that nobody waits for pauses of minutes. */
import { openDatabase, sealer } from '@tripmaster/db';
import { createMail } from '../mail.service.ts';
import { smtpTransport } from '../smtp-transport.ts';

const [url = '', port = '', key = '', began = '', speed = ''] = process.argv.slice(2);
const now = () => Number(began) + (Date.now() - Number(began)) * Number(speed);
const db = await openDatabase(url);
const mail = createMail({
  db,
  sealer: sealer(() => [{ kid: 'test', key }]),
  transport: smtpTransport({
    host: '127.0.0.1',
    port: Number(port),
    security: 'none',
    timeouts: { connectMs: 1_500, idleMs: 3_000 },
  }),
  now,
  from: 'TripMaster AI <trips@example.org>',
  baseUrl: 'https://trip.example',
  key: 'a key for tests',
  timing: { timeoutMs: 3_500, patienceMs: 2_000 },
});
mail.start({ onError: (error) => process.stderr.write(`${String(error)}\n`) });
// Polling keeps no process alive by itself.
setInterval(() => undefined, 1_000);
