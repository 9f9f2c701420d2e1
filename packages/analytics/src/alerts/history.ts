import { pageOf, toInstant, type AlertChange, type AlertHistoryInput, type AlertTold, type Page } from '@tripmaster/contracts';
import type { Reader, Transaction } from '@tripmaster/db';
import type { AlertsRepo, ChangeRow, FiringRow, RuleRow } from './alerts.repo.ts';

type Told = { told: AlertTold[] };
type Happening = { kind: AlertChange['kind']; value: number | undefined; at: number; silenced?: boolean } & Told;

/** What rules did: when each fired, how bad it got, when that was over, and what became of each message. */
export function alertHistory(repo: AlertsRepo) {
  return {
    /** Writes down what a rule did; `id` as its messages carry it. */
    async add(
      tx: Transaction,
      id: string,
      { id: ruleId, rule }: Pick<RuleRow, 'id' | 'rule'>,
      { value, silenced = false, ...rest }: Happening,
    ) {
      await repo.addChange(tx, { id, ruleId, rule, valueMilli: inMilli(value), silenced, ...rest });
    },

    /** What fires goes on: with a value that may be worse than any before, and perhaps people who are told only now. */
    async goesOn(
      tx: Transaction,
      { rule }: Pick<RuleRow, 'rule'>,
      firing: FiringRow,
      { value, told }: { value: number | undefined } & Partial<Told>,
    ) {
      const now = inMilli(value);
      const before = firing.worstMilli ?? firing.valueMilli;
      const worse = now !== null && (before === null || (rule.when === 'above' ? now > before : now < before));
      if (worse || told !== undefined) await repo.amend(tx, firing.id, { ...(worse && { worstMilli: now }), ...(told && { told }) });
    },

    /** What fired is over, whether by itself or because the rule is another one now. */
    async ends(tx: Transaction, ruleId: string, at: number) {
      const firing = await repo.firing(tx, ruleId);
      if (firing !== undefined) await repo.amend(tx, firing.id, { overAt: at });
    },

    /** What became of the message to one channel: `place` among those that were told. */
    async heard(tx: Transaction, id: string, place: number, became: Pick<AlertTold, 'state' | 'problem'>) {
      const told = await repo.told(tx, id);
      if (told === undefined) return;
      await repo.amend(tx, id, {
        told: told.map((one, index) => {
          if (index !== place) return one;
          const { problem: _before, ...rest } = one;
          return { ...rest, ...became };
        }),
      });
    },

    async page(reader: Reader, { id, kind, cursor, limit = 20 }: AlertHistoryInput): Promise<Page<AlertChange>> {
      const rows = await repo.changes(reader, { ruleId: id, kind, before: cursor, most: limit + 1 });
      return pageOf(rows, limit, toChange, ({ change }) => change.id);
    },
  };
}

export type AlertHistory = ReturnType<typeof alertHistory>;

function toChange({ change, rule }: ChangeRow): AlertChange {
  const { channels: _channels, enabled: _enabled, ...then } = change.rule ?? rule;
  const worst = change.worstMilli ?? change.valueMilli;
  return {
    id: change.id,
    alert: change.ruleId,
    kind: change.kind,
    rule: then,
    at: toInstant(change.at),
    silenced: change.silenced,
    ...(change.valueMilli === null ? {} : { value: change.valueMilli / 1000 }),
    ...(change.kind !== 'fired' || worst === null ? {} : { worst: worst / 1000 }),
    ...(change.overAt === null ? {} : { overAt: toInstant(change.overAt) }),
    ...(change.told === null ? {} : { told: change.told }),
  };
}

/** In thousandths, as values are kept. */
export function inMilli(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 1000);
}
