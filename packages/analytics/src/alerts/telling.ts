import { alertChannel, alertRule, newId, wantedMails, type AlertChannel, type AlertTold } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { handle, jobKind, problemOf, type Jobs } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, ToPeople } from '@tripmaster/rpc';
import { z } from 'zod';
import type { AlertsRepo, RuleRow } from './alerts.repo.ts';
import { channels, isSame, type Secrets } from './channels.ts';
import type { AlertHistory } from './history.ts';
import { inWords, type AlertMessage } from './message.ts';

const TELL = jobKind(
  'alerts.tell',
  z.strictObject({
    id: z.string(),
    channel: alertChannel,
    /** Where the history keeps what becomes of it; absent in what was queued before it did. */
    change: z.strictObject({ id: z.string(), place: z.int() }).optional(),
    message: z.strictObject({
      kind: z.enum(['fired', 'over', 'test']),
      ruleId: z.string(),
      rule: alertRule,
      value: z.number().optional(),
      at: z.number(),
    }),
  }),
);

type Person = Awaited<ReturnType<AlertsRepo['administrators']>>[number];
type Deps = {
  db: Database;
  repo: AlertsRepo;
  history: AlertHistory;
  jobs: Jobs;
  mailer: Pick<Mailer, 'queue'>;
  toPeople: ToPeople;
  secretsOf: (row: RuleRow) => Secrets;
  baseUrl: string;
  now: () => number;
};

/** How operators hear of a rule: mails by the outbox, all else by jobs that are tried again; what became of each is kept. */
export function alertTelling({ db, repo, history, jobs, mailer, toPeople, secretsOf, baseUrl, now }: Deps) {
  const out = channels({ toPeople, baseUrl });

  async function mailTo(tx: Transaction, people: Person[], message: AlertMessage): Promise<void> {
    const { value, limit } = inWords(message);
    const { kind, rule, ruleId, at } = message;
    const words = { rule: kind === 'test' ? `${rule.name} (a test)` : rule.name, value, limit, since: at };
    const links = { link: `${baseUrl}/admin/alerts?rule=${ruleId}`, settings: `${baseUrl}/account/notifications` };
    for (const { id, email, locale } of people)
      await mailer.queue(tx, {
        kind: 'alert',
        to: email,
        userId: id,
        locale,
        state: kind === 'over' ? 'over' : 'firing',
        ...words,
        ...links,
      });
  }

  async function send({ id, channel, change, message }: z.infer<typeof TELL.data>): Promise<void> {
    const row = await repo.rule(db.read, message.ruleId);
    if (row === undefined || channel.kind === 'mail') return;
    const became = async (tx: Transaction, problem?: string) => {
      if (change === undefined) return;
      await history.heard(tx, change.id, change.place, problem === undefined ? { state: 'taken' } : { state: 'refused', problem });
    };
    // A place that is no longer told gets nothing more, least of all a token that was given since.
    if (!row.rule.channels.some((one) => isSame(one, channel))) return db.write((tx) => became(tx, 'the rule no longer names it'));
    const keep = (problem?: string) =>
      db.write(async (tx) => {
        const said = problem === undefined ? null : `${channel.kind}: ${problem}`;
        if (row.problem !== said) await repo.change(tx, row, { problem: said });
        await became(tx, problem);
      });
    try {
      await out.send(channel, message, secretsOf(row), id);
    } catch (error) {
      await keep(problemOf(error));
      throw error;
    }
    await keep();
  }

  return {
    jobs: [handle(TELL, send)],

    /** Has everybody told, in the transaction in which it happens. `change`: where it stands in the history. */
    async tell(tx: Transaction, message: AlertMessage, change: string): Promise<AlertTold[]> {
      const told: AlertTold[] = [];
      for (const [place, channel] of message.rule.channels.entries()) {
        if (channel.kind === 'mail') {
          const people = (await repo.administrators(tx)).filter(wantsAlerts);
          await mailTo(tx, people, message);
          told.push({ channel: 'mail', people: people.length, state: people.length > 0 ? 'taken' : 'refused' });
        } else {
          await jobs.enqueue(tx, TELL, { id: newId(now()), channel, change: { id: change, place }, message });
          told.push({ channel: channel.kind, host: hostOf(channel), state: 'waiting' });
        }
      }
      return told;
    },

    /** Sends a test to every channel at once but mails, which `testByMail` queues. */
    test: (row: RuleRow, message: AlertMessage): Promise<AlertTold[]> =>
      Promise.all(
        row.rule.channels.map(async (channel): Promise<AlertTold> => {
          if (channel.kind === 'mail') return { channel: 'mail', people: 1, state: 'taken' };
          const to = { channel: channel.kind, host: hostOf(channel) };
          try {
            await out.send(channel, message, secretsOf(row), newId(message.at));
            return { ...to, state: 'taken' };
          } catch (error) {
            return { ...to, state: 'refused', problem: problemOf(error) };
          }
        }),
      ),

    /** A test by mail goes to whoever asks for it alone. */
    async testByMail(tx: Transaction, actor: Actor, message: AlertMessage): Promise<void> {
      if (!message.rule.channels.some(({ kind }) => kind === 'mail')) return;
      const me = (await repo.administrators(tx)).filter((person) => person.id === actor.userId);
      await mailTo(tx, me, message);
    },
  };
}

function wantsAlerts({ notifications }: Person): boolean {
  return wantedMails(notifications).alerts;
}

function hostOf(channel: Exclude<AlertChannel, { kind: 'mail' }>): string {
  return new URL(channel.url).host;
}
