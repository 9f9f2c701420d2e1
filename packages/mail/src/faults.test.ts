import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newSealingKey, sealer } from '@tripmaster/db';
import { ENGINES, openTestDatabase } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { startMail } from './testing/index.ts';
import { startSmtpServer, type Answer } from './testing/smtp-server.ts';

/** `MAIL_FAULTS=full`: as many mails and kills as the promise names. */
const FULL = process.env['MAIL_FAULTS'] === 'full';
const { mails, kills, restarts } = FULL ? { mails: 1_000, kills: 20, restarts: 5 } : { mails: 30, kills: 2, restarts: 1 };
const SPEED = 10;

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe.each(ENGINES)('mail on %s, by a server that fails in every way', (engine) => {
  it(
    `loses none of ${mails} while the process is killed ${kills} times, and sends at most one a kill twice`,
    { timeout: 1_500_000 },
    async () => {
      const random = numbers(7);
      const judge = (step: 'connect' | 'rcpt' | 'data', to: string): Answer => {
        if (to.startsWith('gone')) return 550;
        const die = random();
        if (step === 'connect') return die < 0.02 ? 421 : die < 0.03 ? 'hang' : 'ok';
        if (step === 'rcpt') return die < 0.1 ? 451 : die < 0.115 ? 'hang' : die < 0.13 ? 'drop' : 'ok';
        return die < 0.05 ? 451 : die < 0.06 ? 554 : die < 0.07 ? 'hang' : die < 0.085 ? 'drop' : 'ok';
      };
      const server = await startSmtpServer({ judge });
      const test = await openTestDatabase(engine);
      const { key } = newSealingKey();
      const began = Date.now();
      const now = () => began + (Date.now() - began) * SPEED;
      const app = startMail(test, { sealer: sealer(() => [{ kid: 'test', key }]), now });
      const addresses = Array.from({ length: mails }, (_, index) => `${index % 50 === 7 ? 'gone' : 'to'}-${index}@example.com`);
      for (const to of addresses) await app.queue({ kind: 'reset-password', to, link: `https://trip.example/reset#${to}` });

      const start = (): ChildProcess =>
        spawn(
          process.execPath,
          [
            fileURLToPath(new URL('testing/send-on.ts', import.meta.url)),
            test.url,
            String(server.port()),
            key,
            String(began),
            String(SPEED),
          ],
          {
            stdio: ['ignore', 'ignore', 'inherit'],
          },
        );
      let sender = start();
      let killed = 0;
      let restarted = 0;
      const next = { atTaken: 1 };
      // Every other kill comes between the server's taking a mail and the sender's hearing of it.
      server.watch.onTaken = (taken) => {
        if (killed >= kills || taken < next.atTaken) return;
        if (killed % 2 === 0) sender.kill('SIGKILL');
        else setTimeout(() => sender.kill('SIGKILL'), random() * 300);
        next.atTaken = Infinity;
      };
      const left = async () => (await app.outbox.depth()).waiting;
      for (let lastTaken = -1; (await left()) > 0;) {
        await pause(300);
        if (sender.exitCode !== null) throw new Error('the sender ended by itself');
        if (sender.signalCode !== null) {
          killed += 1;
          next.atTaken = server.received.length + Math.ceil((mails * 0.8) / kills) - 1;
          sender = start();
        }
        if (restarted < restarts && killed >= ((restarted + 1) * kills) / (restarts + 1) && server.received.length > lastTaken) {
          restarted += 1;
          lastTaken = server.received.length;
          await server.kill();
          await pause(1_500);
          await server.restart();
        }
      }
      sender.kill('SIGKILL');
      await server.kill();

      const times = Map.groupBy(server.received, ({ to }) => to);
      const lost = addresses.filter((to) => !to.startsWith('gone') && !times.has(to));
      const twice = [...times.values()].reduce((sum, all) => sum + all.length - 1, 0);
      const rows = await app.rows();
      const dead = rows.filter(({ sentAt }) => sentAt === null);
      process.stdout.write(
        `${engine}: ${mails} mails, ${killed} kills, ${restarted} restarts of the server, ${server.state.connections} connections, ` +
          `${lost.length} lost, ${twice} twice, ${dead.length} dead letters, ${Math.round((Date.now() - began) / 1_000)} s\n`,
      );
      expect({ killed, lost }).toEqual({ killed: kills, lost: [] });
      expect(twice).toBeLessThanOrEqual(kills + restarted);
      // What the server never takes is given up at once, and nothing else is.
      expect(dead.map(({ problem, attempts }) => `${problem} ${attempts}`)).toEqual(
        addresses.filter((to) => to.startsWith('gone')).map(() => 'SMTP 550 RCPT TO 1'),
      );
      await test.remove();
    },
  );
});
