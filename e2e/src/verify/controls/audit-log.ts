import { holds, onEngines, same, type Control } from '../control.ts';
import { at, inWords } from '../http.ts';
import { administrator, register } from '../people.ts';
import { numberOf, textOf, type Row } from '../rows.ts';
import type { Site } from '../stage.ts';

export const auditLog: Control = {
  number: 24,
  name: 'audit log',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

type Tampering = { name: string; act: (rows: Row[], head: Row) => Promise<void> };

async function measure(site: Site): Promise<string> {
  const admin = await administrator(site);
  const person = await register(site, 'audited');
  await site.here.change('account.update', { name: 'Audited' }, { token: person.token });
  const verify = async () => (await site.there.read('admin.audit.verify', undefined, { token: admin.token })).data;
  const before = await verify();
  same(at(before, 'whole'), true, `the log before anybody touched it (${JSON.stringify(before)})`);

  const rows = await site.rows.all('select * from audit_events order by seq');
  const [head] = await site.rows.all('select * from audit_heads');
  holds(head !== undefined && rows.length > 10 && rows.length >= Number(at(before, 'checked')), `${rows.length} rows in the log`);
  for (const { name, act: tamper } of tamperings(site)) {
    await tamper(rows, head);
    const after = await verify();
    // Work goes on, and what it writes must not cover the damage.
    const act = await site.here.change('account.update', { name: 'Audited' }, { token: person.token });
    const later = await verify();
    await restore(site, rows, head);
    holds(at(after, 'whole') === false, `${name} is not found: ${JSON.stringify(after)}`);
    holds(act.status === 200, `${name} stops everybody’s work: ${inWords(act)}`);
    holds(at(later, 'whole') === false, `${name} is not found any more after the next act: ${JSON.stringify(later)}`);
  }
  same(at(await verify(), 'whole'), true, 'the log after everything was put back');
  return `a chain of ${rows.length} rows; found: ${tamperings(site)
    .map(({ name }) => name)
    .join(', ')}, also after further acts (not to be found in the database alone: all rows and the end gone together)`;
}

function tamperings({ rows: db }: Site): readonly Tampering[] {
  const middle = (rows: Row[]) => rows[Math.floor(rows.length / 2)];
  const seqOf = (row: Row | undefined) => numberOf(row, 'seq');
  const edit = (column: string, value: string | number): Tampering => ({
    name: `another ${column}`,
    act: async (rows) => void (await db.change(`update audit_events set ${column} = ? where seq = ?`, value, seqOf(middle(rows)))),
  });
  const remove = (name: string, pick: (rows: Row[]) => Row | undefined): Tampering => ({
    name,
    act: async (rows) => void (await db.change('delete from audit_events where seq = ?', seqOf(pick(rows)))),
  });
  return [
    edit('action', 'account.nothing'),
    edit('actor', 'somebody-else'),
    edit('subject', 'somebody-else'),
    edit('detail', '{"to":"admin"}'),
    edit('at', 1),
    remove('the first row deleted', (rows) => rows[0]),
    remove('one in the middle deleted', middle),
    remove('the last one deleted', (rows) => rows.at(-1)),
    {
      name: 'two rows in the other order',
      async act(rows) {
        const [a, b] = [seqOf(middle(rows)), seqOf(middle(rows)) + 1];
        await db.change('update audit_events set seq = -1 where seq = ?', a);
        await db.change('update audit_events set seq = ? where seq = ?', a, b);
        await db.change('update audit_events set seq = ? where seq = -1', b);
      },
    },
    {
      name: 'the tail cut and the end moved',
      async act(rows) {
        const last = rows.at(-1);
        await db.change('delete from audit_events where seq = ?', seqOf(last));
        await db.change('update audit_heads set seq = ?, hash = ?', seqOf(last) - 1, textOf(last, 'previous_hash'));
      },
    },
    {
      name: 'a row put in',
      async act(rows) {
        const last = rows.at(-1);
        await db.change(
          "insert into audit_events (seq, at, action, detail, previous_hash, hash) values (?, 1, 'account.updated', '{}', ?, 'made-up')",
          seqOf(last) + 1,
          textOf(last, 'hash'),
        );
        await db.change('update audit_heads set seq = seq + 1');
      },
    },
    { name: 'the end removed', act: async () => void (await db.change('delete from audit_heads')) },
  ];
}

async function restore({ rows: db }: Site, rows: readonly Row[], head: Row): Promise<void> {
  await db.change('delete from audit_events');
  for (const row of rows) await insert(db, 'audit_events', row);
  await db.change('delete from audit_heads');
  await insert(db, 'audit_heads', head);
}

async function insert(db: Site['rows'], table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) => (typeof value === 'number' || typeof value === 'string' ? value : null));
  await db.change(`insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`, ...values);
}
