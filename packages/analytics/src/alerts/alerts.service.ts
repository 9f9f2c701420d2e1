import {
  AppError,
  invalidField,
  MOST_ALERTS,
  newId,
  toInstant,
  type AlertChange,
  type AlertHistoryInput,
  type AlertRule,
  type AlertSaved,
  type AlertSetInput,
  type AlertTested,
  type AlertView,
  type Page,
} from '@tripmaster/contracts';
import type { Database, Reader, Sealer, Transaction } from '@tripmaster/db';
import { repeated, type Jobs } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, Audit, AuditAction, ToPeople } from '@tripmaster/rpc';
import type { AlertsRepo, RuleRow } from './alerts.repo.ts';
import { isTokenFor, type Secrets } from './channels.ts';
import { alertHistory, inMilli } from './history.ts';
import type { Measures } from './measures.ts';
import type { AlertMessage } from './message.ts';
import { step } from './step.ts';
import { alertTelling } from './telling.ts';

const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];
const KEPT_MS = { minutes: 7 * DAY_MS, changes: 400 * DAY_MS };

/** Each minute, once what was answered in the one before has been written down. */
const CHECK = { everyMs: MINUTE_MS, offsetMs: 10_000, attempts: 1 };

type Deps = {
  db: Database;
  repo: AlertsRepo;
  measures: Measures;
  jobs: Jobs;
  mailer: Pick<Mailer, 'queue'>;
  sealer: Sealer;
  toPeople: ToPeople;
  audit: Audit;
  baseUrl: string;
  now: () => number;
};

/** Rules that watch the server and tell its operators. */
export function alertsService({ db, repo, measures, jobs, mailer, sealer, toPeople, audit, baseUrl, now }: Deps) {
  const history = alertHistory(repo);
  const placeOf = (id: string) => `alert_rules.secrets:${id}`;
  const seal = (id: string, secrets: Secrets) => sealer.seal(JSON.stringify(secrets), placeOf(id));
  const secretsOf = ({ id, secrets }: RuleRow): Secrets => JSON.parse(sealer.open(secrets, placeOf(id)));
  const telling = alertTelling({ db, repo, history, jobs, mailer, toPeople, secretsOf, baseUrl, now });

  async function ruleIn(reader: Reader, id: string): Promise<RuleRow> {
    const row = await repo.rule(reader, id);
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  async function record(tx: Transaction, actor: Actor, action: AuditAction, alert: string): Promise<void> {
    await audit.record(tx, { action, actor: actor.auditRef, detail: { alert } });
  }

  function checkAddresses({ rule }: AlertSetInput): void {
    for (const [index, channel] of rule.channels.entries()) {
      if (channel.kind === 'mail') continue;
      const fault = toPeople.fault(channel.url);
      if (fault !== undefined) throw invalidField(`rule.channels.${index}.url`, fault);
      if (channel.kind === 'ntfy' && !/^\/(?:[^/]+\/)*[\w-]{1,64}$/.test(new URL(channel.url).pathname))
        throw invalidField(`rule.channels.${index}.url`, 'must end with the name of a topic');
    }
  }

  /** Looks at every rule once. What can't be measured changes nothing, and one that fails stops no other. */
  async function check(): Promise<void> {
    const failures: unknown[] = [];
    for (const row of await repo.rules(db.read)) await look(row).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'not every rule could be looked at');
  }

  async function look(row: RuleRow): Promise<void> {
    const value = row.rule.enabled ? await measures.value(row.rule) : undefined;
    const at = now();
    await db.write(async (tx) => {
      const current = await repo.rule(tx, row.id);
      if (current === undefined || current.version !== row.version) return;
      const next = step(current.rule, current, value, at);
      const silenced = current.silencedUntil !== null && current.silencedUntil > at;
      const message = { ruleId: row.id, rule: current.rule, value, at };
      let { toldAt } = current;
      if (next.state === 'firing') {
        const firing = current.state === 'firing' ? await repo.firing(tx, row.id) : undefined;
        const change = firing?.id ?? newId(at);
        const told = toldAt === null && !silenced ? await telling.tell(tx, { kind: 'fired', ...message }, change) : undefined;
        if (told !== undefined) toldAt = at;
        if (current.state !== 'firing') await history.add(tx, change, current, { kind: 'fired', value, at, silenced, told: told ?? [] });
        else if (firing !== undefined) await history.goesOn(tx, current, firing, { value, ...(told && { told }) });
      } else if (current.state === 'firing') {
        const change = newId(at);
        // Who was told that it fires is told that it is over, silenced or not.
        const told = toldAt === null ? [] : await telling.tell(tx, { kind: 'over', ...message }, change);
        toldAt = null;
        await history.ends(tx, row.id, at);
        await history.add(tx, change, current, { kind: 'over', value, at, silenced, told });
      }
      await repo.change(tx, row, { ...next, toldAt, valueMilli: inMilli(value), checkedAt: at });
    });
  }

  async function purge(): Promise<void> {
    await db.write((tx) => repo.purge(tx, { minutes: now() - KEPT_MS.minutes, changes: now() - KEPT_MS.changes }));
  }

  const looking = repeated('alerts.check', CHECK, check);

  return {
    jobs: [...looking.jobs, ...telling.jobs],
    schedules: looking.schedules,
    purge,
    async list(): Promise<{ items: AlertView[] }> {
      return { items: (await repo.rules(db.read)).map(toView) };
    },

    async set(actor: Actor, input: AlertSetInput): Promise<AlertSaved> {
      checkAddresses(input);
      const { id: known, version, rule, token } = input;
      const at = now();
      const fresh = {
        rule,
        state: 'ok' as const,
        since: at,
        turningSince: null,
        toldAt: null,
        valueMilli: null,
        checkedAt: null,
        problem: null,
      };
      return db.write(async (tx) => {
        if (known === undefined || version === undefined) {
          if ((await repo.rules(tx)).length >= MOST_ALERTS)
            throw new AppError('quota-used', {}, `There are ${MOST_ALERTS} alerts already. Remove one first.`);
          const id = newId(at);
          const secret = toPeople.newSecret();
          await repo.add(tx, { id, version: 1, ...fresh, secrets: seal(id, { webhook: secret, token }), createdAt: at });
          await record(tx, actor, 'admin.alert-set', id);
          const alert = toView(await ruleIn(tx, id));
          return hasWebhook(rule) ? { alert, secret } : { alert };
        }
        const row = await ruleIn(tx, known);
        const kept = secretsOf(row);
        // Of a rule that had no webhook nobody has seen the secret.
        const secret = hasWebhook(rule) && !hasWebhook(row.rule) ? toPeople.newSecret() : undefined;
        const next = { webhook: secret ?? kept.webhook, token: token ?? (isTokenFor(rule, row.rule) ? kept.token : undefined) };
        const secrets = seal(known, next);
        if (!(await repo.change(tx, { id: known, version }, { version: version + 1, ...fresh, secrets })))
          throw new AppError('conflict', { currentVersion: row.version });
        if (row.state === 'firing') {
          await history.ends(tx, known, at);
          await history.add(tx, newId(at), { id: known, rule }, { kind: 'reset', value: undefined, at, told: [] });
        }
        await record(tx, actor, 'admin.alert-set', known);
        const alert = toView(await ruleIn(tx, known));
        return secret === undefined ? { alert } : { alert, secret };
      });
    },

    async remove(actor: Actor, id: string): Promise<{ id: string }> {
      return db.write(async (tx) => {
        if (!(await repo.remove(tx, id))) throw new AppError('not-found');
        await record(tx, actor, 'admin.alert-removed', id);
        return { id };
      });
    },

    /** Until a moment nobody is told; without one, people are told again, of what still fires at the next look. */
    async silence(actor: Actor, id: string, until: string | undefined): Promise<AlertView> {
      return db.write(async (tx) => {
        const row = await ruleIn(tx, id);
        await repo.change(tx, row, { silencedUntil: until === undefined ? null : Date.parse(until) });
        await record(tx, actor, 'admin.alert-silenced', id);
        return toView(await ruleIn(tx, id));
      });
    },

    /** Sends a test to every channel at once, mails to the asking administrator alone, and says what became of it. */
    async test(actor: Actor, id: string): Promise<AlertTested> {
      const row = await ruleIn(db.read, id);
      const value = await measures.value(row.rule);
      const at = now();
      const message: AlertMessage = { kind: 'test', ruleId: id, rule: row.rule, value, at };
      const told = await telling.test(row, message);
      await db.write(async (tx) => {
        if ((await repo.rule(tx, id)) === undefined) return;
        await telling.testByMail(tx, actor, message);
        await history.add(tx, newId(at), row, { kind: 'test', value, at, told });
      });
      return {
        channels: told.map(({ channel, state, problem }) => ({
          kind: channel,
          ok: state === 'taken',
          ...(problem !== undefined && { problem }),
        })),
      };
    },

    /** What one rule did, or all; missing where there is no such rule. */
    async history(input: AlertHistoryInput): Promise<Page<AlertChange>> {
      if (input.id !== undefined) await ruleIn(db.read, input.id);
      return history.page(db.read, input);
    },

    measures: () => measures.all(),
  };
}

export type AlertsService = ReturnType<typeof alertsService>;

function hasWebhook({ channels: all }: AlertRule): boolean {
  return all.some(({ kind }) => kind === 'webhook');
}

function toView(row: RuleRow): AlertView {
  return {
    id: row.id,
    version: row.version,
    rule: row.rule,
    state: row.state,
    since: toInstant(row.since),
    ...(row.valueMilli === null ? {} : { value: row.valueMilli / 1000 }),
    ...(row.checkedAt === null ? {} : { checkedAt: toInstant(row.checkedAt) }),
    ...(row.silencedUntil === null ? {} : { silencedUntil: toInstant(row.silencedUntil) }),
    ...(row.problem === null ? {} : { problem: row.problem }),
  };
}
