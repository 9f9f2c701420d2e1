import { alertChannel, alertRule, newId, wantedMails, type AlertChannel } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { handle, jobKind, problemOf, type Jobs } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { ToPeople } from '@tripmaster/rpc';
import { z } from 'zod';
import type { AlertsRepo, RuleRow } from './alerts.repo.ts';
import { channels, isSame, type Secrets } from './channels.ts';
import { inWords, type AlertMessage } from './message.ts';

const TELL = jobKind(
  'alerts.tell',
  z.strictObject({
    id: z.string(),
    channel: alertChannel,
    message: z.strictObject({
      kind: z.enum(['fired', 'over', 'test']),
      ruleId: z.string(),
      rule: alertRule,
      value: z.number().optional(),
      at: z.number(),
    }),
  }),
);

type Deps = {
  db: Database;
  repo: AlertsRepo;
  jobs: Jobs;
  mailer: Pick<Mailer, 'queue'>;
  toPeople: ToPeople;
  secretsOf: (row: RuleRow) => Secrets;
  baseUrl: string;
  now: () => number;
};

/** How operators hear of a rule: by mails that are queued, and by channels that are asked by a job. */
export function alertTelling({ db, repo, jobs, mailer, toPeople, secretsOf, baseUrl, now }: Deps) {
  const out = channels({ toPeople, baseUrl });

  /** Says it now, by a channel that is none of mails; rejects where it can't be said. */
  async function send(channel: Exclude<AlertChannel, { kind: 'mail' }>, message: AlertMessage, row: RuleRow, id: string): Promise<void> {
    await out.send(channel, message, secretsOf(row), id);
  }

  async function mail(
    tx: Transaction,
    people: { id: string; email: string; locale: string | null }[],
    message: AlertMessage,
  ): Promise<void> {
    const { value, limit } = inWords(message);
    const { kind, rule, at } = message;
    const words = { rule: kind === 'test' ? `${rule.name} (a test)` : rule.name, value, limit, since: at };
    const links = { link: `${baseUrl}/admin/alerts`, settings: `${baseUrl}/account/notifications` };
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

  /** Has everybody told, in the transaction in which it happens. */
  async function tell(tx: Transaction, message: AlertMessage): Promise<void> {
    for (const channel of message.rule.channels) {
      if (channel.kind === 'mail') await mail(tx, (await repo.administrators(tx)).filter(wantsAlerts), message);
      else await jobs.enqueue(tx, TELL, { id: newId(now()), channel, message });
    }
  }

  async function deliver({ id, channel, message }: z.infer<typeof TELL.data>): Promise<void> {
    const row = await repo.rule(db.read, message.ruleId);
    // A place that is no longer told gets nothing more, least of all a token that was given since.
    if (row === undefined || channel.kind === 'mail' || !row.rule.channels.some((one) => isSame(one, channel))) return;
    try {
      await send(channel, message, row, id);
      if (row.problem !== null) await db.write((tx) => repo.change(tx, row, { problem: null }));
    } catch (error) {
      await db.write((tx) => repo.change(tx, row, { problem: `${channel.kind}: ${problemOf(error)}` }));
      throw error;
    }
  }

  return { tell, mail, send, job: handle(TELL, deliver) };
}

function wantsAlerts({ notifications }: Awaited<ReturnType<AlertsRepo['administrators']>>[number]): boolean {
  return wantedMails(notifications).alerts;
}
