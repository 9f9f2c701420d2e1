import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { look, type View } from './look.ts';
import { anew, enter, fresh, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const DAY_MS = 86_400_000;

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
});
afterAll(() => server.stop());

function statement(text: string, values: string[] = []): Promise<void> {
  return sql('sqlite', server.database, text, values);
}

let made = 0;
/** An id as the server makes them. */
function newId(): string {
  made += 1;
  return `01a20671-6769-7000-8000-${String(made).padStart(12, '0')}`;
}

/** An administrator’s page, past the second factor. */
async function anAdministrator(email: string, options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(browser, { reducedMotion: 'reduce', ...options });
  await enter(opened.page, server.url, email, PASSWORD);
  await statement(`UPDATE users SET role = 'admin' WHERE email = ?`, [email]);
  await statement('UPDATE sessions SET second_factor = 1');
  return opened;
}

/** Opens a page of administration and waits for its heading. */
async function visit(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(server.url + path);
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

/** An experiment that runs since ten days, with as many units shown each variation as given. */
async function running(name: string, units: readonly number[]): Promise<string> {
  const [id, key] = [newId(), fresh(name)];
  const [now, day] = [Date.now(), new Date().toISOString().slice(0, 10)];
  const design = {
    name: `Tried: ${name}`,
    hypothesis: 'More plans are made.',
    variations: units.map((_, at) => ({ name: at === 0 ? 'as it is' : `way ${at}`, value: at })),
    weights: units.map(() => 1 / units.length),
    coverage: 1,
    metrics: [{ name: 'Plans', event: 'plan-made', kind: 'conversion', better: 'more' }],
    guardrails: [{ name: 'Refunds', event: 'refunded', kind: 'conversion', better: 'less' }],
  };
  await statement(
    `INSERT INTO experiments (id, key, flag_key, status, design, version, created_at, started_at) VALUES (?, ?, ?, 'running', ?, 2, ?, ?)`,
    [id, key, `flag-${key}`, JSON.stringify(design), String(now - 11 * DAY_MS), String(now - 10 * DAY_MS)],
  );
  for (const [variation, count] of units.entries()) {
    const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
    await statement(
      `INSERT INTO exposures (experiment_id, unit, variation, at)
       ${numbers} SELECT ?, '${key}-${variation}-' || n, ${variation}, ${now - 9 * DAY_MS} + (n % 8) * ${DAY_MS} FROM numbers`,
      [id],
    );
    // One in five does it, in variation 1 one in three.
    await statement(
      `INSERT INTO events (id, name, at, day, person)
       ${numbers} SELECT '${key}-${variation}-' || n, 'plan-made', ${now - 60_000}, ?, '${key}-${variation}-' || n
       FROM numbers WHERE n % ${variation === 1 ? 3 : 5} = 0`,
      [day],
    );
  }
  return id;
}

/** A job and a mail that were given up. */
async function givenUp(job: string): Promise<void> {
  await statement(
    `INSERT INTO jobs (id, name, data, state, attempts, most_attempts, due_at, created_at, done_at, problem)
     VALUES (?, ?, '{}', 'dead', 3, 3, 1, 1, ${Date.now()}, 'The disk was full.')`,
    [newId(), job],
  );
  await statement(
    // The end of time: given up.
    `INSERT INTO mail_outbox (id, kind, attempts, due_at, created_at, problem) VALUES (?, 'welcome', 9, 8640000000000000, ${Date.now()}, 'refused')`,
    [newId()],
  );
}

/** A rule that looks at something, whatever comes of it. */
async function aRule(name: string, metric: string): Promise<string> {
  const id = newId();
  const rule = {
    name,
    metric,
    when: 'above',
    threshold: 1,
    clearAt: 0,
    windowMinutes: 5,
    forMinutes: 0,
    channels: [{ kind: 'mail' }],
    enabled: false,
  };
  await statement(`INSERT INTO alert_rules (id, version, rule, state, since, secrets, created_at) VALUES (?, 1, ?, 'ok', 1, 'none', 1)`, [
    id,
    JSON.stringify(rule),
  ]);
  return id;
}

/** It fired at a moment, for so many minutes or still. */
async function aFiring(
  rule: string,
  at: number,
  { minutes, value, worst }: { minutes?: number; value: number; worst: number },
): Promise<void> {
  const told = [
    { channel: 'mail', people: 1, state: 'taken' },
    { channel: 'webhook', host: 'hook.example', state: 'refused', problem: 'Error 502' },
  ];
  const time = Math.trunc(at).toString(16).padStart(12, '0');
  made += 1;
  await statement(
    `INSERT INTO alert_changes (id, rule_id, kind, rule, value_milli, worst_milli, silenced, at, over_at, told)
     SELECT ?, id, 'fired', rule, ${value * 1000}, ${worst * 1000}, 0, ${at}, ${minutes === undefined ? 'NULL' : at + minutes * 60_000}, ?
     FROM alert_rules WHERE id = ?`,
    [`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(made).padStart(12, '0')}`, JSON.stringify(told), rule],
  );
}

/** Every other page in each. */
const VIEWS: readonly (readonly View[])[] = [
  [
    { width: 1280, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
  ],
  [
    { width: 1280, colorScheme: 'dark' },
    { width: 320, colorScheme: 'light' },
  ],
];

describe('administration', () => {
  it('holds to WCAG 2.2 AA on every page, in both themes and at all widths', async () => {
    const experiment = await running('seen', [700, 500, 600]);
    const { page, faults, close } = await anAdministrator(anew('looks'));
    const pages = [
      ['/admin', 'Overview'],
      ['/admin/now', 'Now'],
      ['/admin/engagement', 'Engagement'],
      ['/admin/funnel', 'Funnel'],
      ['/admin/places', 'Places'],
      ['/admin/sources', 'Sources'],
      ['/admin/revenue', 'Revenue'],
      ['/admin/alerts', 'Alerts'],
      ['/admin/server', 'Server'],
      ['/admin/backups', 'Backups'],
      ['/admin/flags', 'Flags'],
      ['/admin/experiments', 'Experiments'],
      ['/admin/experiments/new', 'A new experiment'],
      [`/admin/experiments/${experiment}`, 'Tried: seen'],
    ] as const;
    for (const [at, [path, heading]] of pages.entries()) {
      await visit(page, path, heading);
      await look(page, path, VIEWS[at % 2]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('shows figures of the days in the address, read point by point and kept as a table', async () => {
    const { page, faults, close } = await anAdministrator(anew('figures'));
    await visit(page, '/admin', 'Overview');
    await page.getByLabel('Which days').selectOption('7 days');
    await page.waitForURL(/days=7/);
    const chart = page.getByRole('region', { name: 'Visitors, active people and plans made, by day' });
    await chart.focus();
    await page.keyboard.press('End');
    await page
      .locator('output')
      .getByText(/^visitors \d/)
      .waitFor();
    const first = page.locator('output b');
    const last = await first.textContent();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => first.textContent()).not.toBe(last);

    await page.getByLabel('Administration').getByRole('link', { name: 'Engagement' }).click();
    await page.getByRole('heading', { level: 1, name: 'Engagement' }).waitFor();
    expect(page.url()).toContain('days=7');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Active people as CSV' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^engagement-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);

    await page.getByLabel('Which days').selectOption('Other days');
    await page.getByLabel('From', { exact: true }).fill('2026-01-05');
    await page.waitForURL(/from=2026-01-05/);
    await page.getByLabel('Which days').selectOption('4 weeks');
    await page.waitForURL((url) => url.searchParams.get('days') === '28' && !url.searchParams.has('from'));
    await page.goBack();
    await page.waitForURL(/from=2026-01-05/);
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-01-05');
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps what a list is narrowed to in the address, takes it back with the way back, and gives it as a file', async () => {
    const { page, faults, close } = await anAdministrator(anew('lists'));
    const csv = async (name: string) => {
      const asked = page.waitForRequest((request) => request.url().includes('/admin/export/'));
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
      const { pathname, searchParams } = new URL((await asked).url());
      return { file: file.suggestedFilename(), of: pathname, query: Object.fromEntries(searchParams) };
    };
    await visit(page, '/admin/users', 'People');
    await page.getByLabel('Role').selectOption('Administrator');
    await page.waitForURL(/role=admin/);
    const words = page.getByLabel('Beginning of the address');
    await words.fill('lists@');
    await page.waitForURL(/search=lists/);
    expect(await csv('These people as CSV')).toEqual({
      file: 'users.csv',
      of: '/admin/export/users.csv',
      query: { role: 'admin', search: 'lists@' },
    });
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('search'));
    expect(await words.inputValue()).toBe('');
    await page.goBack();
    await page.waitForURL((url) => url.search === '');
    expect(await page.getByLabel('Role').inputValue()).toBe('');

    await visit(page, '/admin/audit?action=admin.table-exported', 'Audit log');
    expect(await csv('The log as CSV')).toMatchObject({ file: 'audit.csv', query: { action: 'admin.table-exported' } });
    await visit(page, '/admin/experiments?status=draft', 'Experiments');
    expect(await csv('These experiments as CSV')).toMatchObject({ file: 'experiments.csv', query: { status: 'draft' } });
    await visit(page, '/admin/server?jobs=dead&mail=welcome', 'Server');
    expect(await csv('These jobs as CSV')).toMatchObject({ file: 'jobs.csv', query: { state: 'dead' } });
    expect(await csv('These mails as CSV')).toMatchObject({ file: 'mails.csv', query: { kind: 'welcome' } });
    await visit(page, '/admin/flags', 'Flags');
    expect(await csv('All flags as CSV')).toMatchObject({ file: 'flags.csv' });
    await visit(page, '/admin/reports', 'Reported plans');
    expect(await csv('Reported plans as CSV')).toMatchObject({ file: 'reports.csv' });
    await visit(page, '/admin?days=7', 'Overview');
    expect(await csv('Every event as CSV')).toMatchObject({ of: '/admin/export/events.csv', query: { from: expect.stringMatching(/^2/) } });
    expect(faults).toEqual([]);
    await close();
  });

  it('tries given-up work again, and keeps in the address what is shown', async () => {
    await statement(`DELETE FROM mail_outbox WHERE kind = 'welcome'`);
    const job = fresh('a-job-that-was-given-up');
    await givenUp(job);
    const { page, faults, close } = await anAdministrator(anew('server'));
    await visit(page, '/admin/server', 'Server');
    await page.getByText('SQLite, answers in').waitFor();
    await page.getByLabel('State of jobs').selectOption('Given up');
    await page.waitForURL(/jobs=dead/);
    await page.getByLabel('Name of the job').fill(job);
    await page.waitForURL(/job=a-job/);
    await page.reload();
    await page.getByText('The disk was full.').waitFor();
    await page.getByRole('button', { name: `Try again: ${job}` }).click();
    await page.getByText('No job is like this.').waitFor();

    await page.getByLabel('State of mails').selectOption('Given up');
    await page.waitForURL(/mails=dead/);
    // What it said is gone, so that there is nothing to send: the refusal stands at its place.
    await page.getByRole('button', { name: 'Try again: Welcome' }).click();
    await page.getByText('Not tried again.').waitFor();
    expect(faults.filter((fault) => !/status of 409/.test(fault))).toEqual([]);
    await close();
  });

  it('makes a backup, verifies it, and says of a broken one that it is', async () => {
    const { page, faults, close } = await anAdministrator(anew('backups'));
    await visit(page, '/admin/backups', 'Backups');
    await page.getByRole('heading', { name: 'No backup yet' }).waitFor();
    await page.getByRole('button', { name: 'Back up now' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Not verified').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Back up now' }).waitFor();
    await page.getByText('What is in it').click();
    await page.getByText(/users \d+/).waitFor();
    await look(page, 'a backup');
    const verify = page.getByRole('button', { name: /^Verify the backup of/ });
    await verify.click();
    await page.getByText('Good', { exact: true }).waitFor({ timeout: 60_000 });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await look(page, 'a verified backup on a phone in the dark');

    const folder = join(server.folder, 'backups');
    const [name = ''] = (await readdir(folder)).filter((entry) => entry.endsWith('.tar.gz'));
    await truncate(join(folder, name), 2_000);
    await verify.click();
    await page.getByText('The end of the file is missing.').waitFor({ timeout: 60_000 });
    await page.getByText('Not good', { exact: true }).waitFor();
    await look(page, 'a broken backup');
    expect(faults).toEqual([]);
    await close();
  });

  it('watches by rules that are made, changed, silenced and removed', async () => {
    await statement('DELETE FROM alert_rules');
    const { page, faults, close } = await anAdministrator(anew('alerts'), { viewport: { width: 390, height: 844 } });
    await visit(page, '/admin/alerts', 'Alerts');
    await page.getByRole('button', { name: 'Make an alert' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save the alert' }).click();
    await dialog.getByText('Give it a name.').waitFor();
    await look(page, 'an alert with faults');
    await dialog.getByLabel('Name').fill('Something fails');
    await dialog.getByRole('button', { name: 'Save the alert' }).click();
    await page.getByRole('heading', { name: 'Something fails' }).waitFor();
    await page.getByRole('button', { name: 'Silence for 8 hours' }).click();
    await page.getByText('Silenced until').waitFor();
    await look(page, 'an alert that is silenced');
    await page.getByRole('button', { name: 'More for Something fails' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await dialog.getByLabel('Name').fill('Too much fails');
    await dialog.getByRole('button', { name: 'Save the alert' }).click();
    await page.getByRole('heading', { name: 'Too much fails' }).waitFor();
    await page.getByRole('button', { name: 'More for Too much fails' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await dialog.getByRole('button', { name: 'Remove the alert' }).click();
    await page.getByRole('heading', { name: 'No alerts' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('tells whoever is woken what fired, for how long, how bad it got, and who was told', async () => {
    await statement('DELETE FROM alert_rules');
    const { page, faults, close } = await anAdministrator(anew('woken'), { viewport: { width: 390, height: 844 } });
    const [disk, mails] = [await aRule('The disk fills up', 'disk-used'), await aRule('Mails wait', 'mail-age')];
    const hour = 3_600_000;
    for (let count = 1; count <= 25; count += 1)
      await aFiring(mails, Date.now() - count * 30 * hour, { minutes: 20, value: 1_200, worst: 2_400 });
    await aFiring(disk, Date.now() - hour, { value: 91, worst: 97 });

    // As the link in a message leads there.
    await visit(page, `/admin/alerts?rule=${disk}`, 'Alerts');
    const happened = page.getByRole('region', { name: 'What happened' });
    await happened.getByText('Disk in use: 91 %, at worst 97 %; tells when above 1 %').waitFor();
    await happened.getByText('Not told by webhook at hook.example: Error 502.').waitFor();
    expect(await happened.getByText(/^for 1\s*h/).count()).toBe(1);
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('What happened');
    await look(page, 'the history of one alert');

    await happened.getByLabel('Rule').selectOption('All rules');
    await page.waitForURL((url) => !url.searchParams.has('rule'));
    await expect.poll(() => happened.getByRole('listitem').count()).toBe(20);
    await happened.getByRole('button', { name: 'More entries' }).click();
    await expect.poll(() => happened.getByRole('listitem').count()).toBe(26);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      happened.getByRole('button', { name: 'What happened as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('alert-history.csv');

    await happened.getByLabel('Kind of entry').selectOption('Tests');
    await happened.getByText('No rule has been tested.').waitFor();
    await page.goBack();
    await expect.poll(() => happened.getByRole('listitem').count()).toBe(26);
    await page.goto(`${server.url}/admin/alerts?rule=${newId()}`);
    await page.getByText('This rule was removed, and its history with it.').waitFor();
    expect(faults.filter((fault) => !/status of 404/.test(fault))).toEqual([]);
    await close();
  });

  it('changes flags: off at once, with faults named, and nobody’s change lost', async () => {
    const flag = fresh('tried-here');
    const { page, faults, close } = await anAdministrator(anew('flags'));
    await visit(page, '/admin/flags', 'Flags');
    await page.getByRole('button', { name: 'Make a flag' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Key').fill(flag);
    await dialog.getByLabel('Definition').fill('{ "defaultValue": tru }');
    await dialog.getByRole('button', { name: 'Save the flag' }).click();
    await dialog.getByText('This is not JSON').waitFor();
    await dialog.getByLabel('Definition').fill('{ "defaultValue": 1, "rules": [{ "variations": [1, 2], "weights": [0.5] }] }');
    await dialog.getByRole('button', { name: 'Save the flag' }).click();
    await dialog.getByText('rules.0.weights').first().waitFor();
    await look(page, 'a definition with faults');
    await dialog.getByLabel('Definition').fill('{ "defaultValue": 1 }');
    await dialog.getByRole('button', { name: 'Save the flag' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Everybody gets 1.').waitFor();

    await page.getByRole('button', { name: `Switch off ${flag}` }).click();
    await page.getByText('Switched off').waitFor();
    await page.getByRole('button', { name: `Switch on ${flag}` }).click();
    await page.getByRole('button', { name: `Switch off ${flag}` }).waitFor();

    await page.getByRole('button', { name: `Change ${flag}` }).click();
    await statement(`UPDATE flags SET version = version + 1, definition = '{"defaultValue":7}' WHERE key = ?`, [flag]);
    await dialog.getByLabel('Definition').fill('{ "defaultValue": 2 }');
    await dialog.getByRole('button', { name: 'Save the flag' }).click();
    await dialog.getByText(/You began with version 3, and it is version 4 by now/).waitFor();
    await dialog.getByText('Show it as it is now').click();
    await dialog.getByText('"defaultValue": 7').waitFor();
    await look(page, 'a flag that somebody else changed');
    await dialog.getByRole('button', { name: 'Save mine over it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Everybody gets 2.').waitFor();

    await page.getByRole('button', { name: `Remove ${flag}` }).click();
    await dialog.getByRole('button', { name: 'Remove the flag' }).click();
    await page.getByRole('heading', { name: flag }).waitFor({ state: 'hidden' });
    expect(faults.filter((fault) => !/status of 4(00|09)/.test(fault))).toEqual([]);
    await close();
  });

  it('takes an experiment from its draft to what was decided', async () => {
    const { page, faults, close } = await anAdministrator(anew('tries'), { viewport: { width: 390, height: 844 } });
    await visit(page, '/admin/experiments/new', 'A new experiment');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('Name the flag it is about.').waitFor();
    await look(page, 'a draft with faults');
    await page.getByLabel('Name', { exact: true }).first().fill('Greener words');
    await page.getByLabel('Key').fill(fresh('greener-words'));
    await page.getByLabel('Flag', { exact: true }).fill(fresh('greener-words'));
    await page.getByRole('group', { name: 'Variation 1' }).getByLabel('Name').fill('greener');
    await page.getByRole('group', { name: 'Variation 1' }).getByLabel('Part, %').fill('40');
    await page.getByRole('group', { name: 'Metrics, 1' }).getByLabel('Name').fill('Plans');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('The parts: This must add up to 1.').waitFor();
    await page.getByRole('group', { name: 'Variation 1' }).getByLabel('Part, %').fill('50');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Greener words' }).waitFor();
    await page.getByRole('button', { name: 'Start it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start it' }).click();
    await page.getByText('Nobody has taken part yet.').waitFor();

    const id = await running('judged', [2_000, 2_000]);
    await visit(page, `/admin/experiments/${id}`, 'Tried: judged');
    await page.getByText('Better', { exact: true }).waitFor();
    await page.getByText(/^People fall into the variations as designed/).waitFor();
    const skewed = await running('skewed', [1_000, 700]);
    await visit(page, `/admin/experiments/${skewed}`, 'Tried: skewed');
    await page.getByText(/no figure here can be trusted/).waitFor();

    await visit(page, `/admin/experiments/${id}`, 'Tried: judged');
    await page.getByRole('button', { name: 'Stop it' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Stop the experiment' }).click();
    await dialog.getByText('Say why').waitFor();
    await dialog.getByText('“way 1” is better than “as it is” by Plans').waitFor();
    await dialog.getByLabel('What to go on with').selectOption('way 1 (recommended)');
    await dialog.getByText(`The flag flag-${fresh('judged')} is set to 1: everybody gets it`).waitFor();
    await dialog.getByLabel('Why').fill('Plans were made more often.');
    await look(page, 'stopping an experiment');
    await dialog.getByRole('button', { name: 'Stop the experiment' }).click();
    await page.getByText('Kept: way 1.').waitFor();
    await page.getByText('The flag was set to it.').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Plans were made more often.').waitFor();
    await visit(page, '/admin/experiments?status=stopped', 'Experiments');
    await page.getByRole('link', { name: 'Tried: judged' }).first().waitFor();
    expect(faults.filter((fault) => !/status of 400/.test(fault))).toEqual([]);
    await close();
  });

  it('is for administrators: supporters see people and reports, and no figures', async () => {
    const { page, close } = await openPage(browser);
    await enter(page, server.url, anew('helps'), PASSWORD);
    await statement(`UPDATE users SET role = 'support' WHERE email = ?`, [anew('helps')]);
    await statement('UPDATE sessions SET second_factor = 1');
    await visit(page, '/admin', 'People');
    expect(await page.getByRole('link', { name: 'Experiments' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /as CSV$/ }).count()).toBe(0);
    for (const path of ['/admin/server', '/admin/flags', '/admin/experiments', '/admin/now', '/admin/alerts'])
      await visit(page, path, 'No such page on this line');
    await close();
  });
});
