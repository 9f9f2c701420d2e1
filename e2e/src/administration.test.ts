import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { look } from './look.ts';
import { openPage, signUp, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const DAY_MS = 86_400_000;

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
  // Work that was given up.
  await statement(
    `INSERT INTO jobs (id, name, data, state, attempts, most_attempts, due_at, created_at, done_at, problem)
     VALUES (?, 'a-job-that-was-given-up', '{}', 'dead', 3, 3, 1, 1, ${Date.now()}, 'The disk was full.')`,
    [newId()],
  );
  await statement(
    // The end of time: given up.
    `INSERT INTO mail_outbox (id, kind, attempts, due_at, created_at, problem) VALUES (?, 'welcome', 9, 8640000000000000, ${Date.now()}, 'refused')`,
    [newId()],
  );
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

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
  await signUp(opened.page, server.url, email, PASSWORD);
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
async function running(key: string, units: readonly number[]): Promise<string> {
  const id = newId();
  const [now, day] = [Date.now(), new Date().toISOString().slice(0, 10)];
  const design = {
    name: `Tried: ${key}`,
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

describe('administration', () => {
  it('holds to WCAG 2.2 AA on every page, in both themes and at all widths', async () => {
    const experiment = await running('seen', [700, 500, 600]);
    const { page, faults, close } = await anAdministrator('looks@example.com');
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
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      await visit(page, path, heading);
      for (const [colorScheme, width] of at % 2 === 0
        ? ([
            ['light', 1280],
            ['dark', 390],
          ] as const)
        : ([
            ['dark', 1280],
            ['light', 320],
          ] as const)) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await look(page, `${path} in ${colorScheme} at ${width}`);
      }
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('shows figures of the days in the address, read point by point and kept as a table', async () => {
    const { page, faults, close } = await anAdministrator('figures@example.com');
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
    expect(faults).toEqual([]);
    await close();
  });

  it('tries given-up work again, and keeps in the address what is shown', async () => {
    const { page, faults, close } = await anAdministrator('server@example.com');
    await visit(page, '/admin/server', 'Server');
    await page.getByText('SQLite, answers in').waitFor();
    await page.getByLabel('State of jobs').selectOption('Given up');
    await page.waitForURL(/jobs=dead/);
    await page.getByLabel('Name of the job').fill('a-job-that-was-given-up');
    await page.waitForURL(/job=a-job/);
    await page.reload();
    await page.getByText('The disk was full.').waitFor();
    await page.getByRole('button', { name: 'Try again: a-job-that-was-given-up' }).click();
    await page.getByText('No job is like this.').waitFor();

    await page.getByLabel('State of mails').selectOption('Given up');
    await page.waitForURL(/mails=dead/);
    // What it said is gone, so that there is nothing to send: the refusal stands at its place.
    await page.getByRole('button', { name: 'Try again: welcome' }).click();
    await page.getByText('Not tried again.').waitFor();
    expect(faults.filter((fault) => !/status of 409/.test(fault))).toEqual([]);
    await close();
  });

  it('makes a backup, verifies it, and says of a broken one that it is', async () => {
    const { page, faults, close } = await anAdministrator('backups@example.com');
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
    const { page, faults, close } = await anAdministrator('alerts@example.com', { viewport: { width: 390, height: 844 } });
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
    await page.getByRole('button', { name: 'Change' }).click();
    await dialog.getByLabel('Name').fill('Too much fails');
    await dialog.getByRole('button', { name: 'Save the alert' }).click();
    await page.getByRole('heading', { name: 'Too much fails' }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByRole('button', { name: 'Remove the alert' }).click();
    await page.getByRole('heading', { name: 'No alerts' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('changes flags: off at once, with faults named, and nobody’s change lost', async () => {
    const { page, faults, close } = await anAdministrator('flags@example.com');
    await visit(page, '/admin/flags', 'Flags');
    await page.getByRole('button', { name: 'Make a flag' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Key').fill('tried-here');
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

    await page.getByRole('button', { name: 'Switch off tried-here' }).click();
    await page.getByText('Switched off').waitFor();
    await page.getByRole('button', { name: 'Switch on tried-here' }).click();
    await page.getByRole('button', { name: 'Switch off tried-here' }).waitFor();

    await page.getByRole('button', { name: 'Change tried-here' }).click();
    await statement(`UPDATE flags SET version = version + 1, definition = '{"defaultValue":7}' WHERE key = 'tried-here'`);
    await dialog.getByLabel('Definition').fill('{ "defaultValue": 2 }');
    await dialog.getByRole('button', { name: 'Save the flag' }).click();
    await dialog.getByText(/You began with version 3, and it is version 4 by now/).waitFor();
    await dialog.getByText('Show it as it is now').click();
    await dialog.getByText('"defaultValue": 7').waitFor();
    await look(page, 'a flag that somebody else changed');
    await dialog.getByRole('button', { name: 'Save mine over it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Everybody gets 2.').waitFor();

    await page.getByRole('button', { name: 'Remove tried-here' }).click();
    await dialog.getByRole('button', { name: 'Remove the flag' }).click();
    await page.getByRole('heading', { name: 'tried-here' }).waitFor({ state: 'hidden' });
    expect(faults.filter((fault) => !/status of 4(00|09)/.test(fault))).toEqual([]);
    await close();
  });

  it('takes an experiment from its draft to what was decided', async () => {
    const { page, faults, close } = await anAdministrator('tries@example.com', { viewport: { width: 390, height: 844 } });
    await visit(page, '/admin/experiments/new', 'A new experiment');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('Name the flag it is about.').waitFor();
    await look(page, 'a draft with faults');
    await page.getByLabel('Name', { exact: true }).first().fill('Greener words');
    await page.getByLabel('Key').fill('greener-words');
    await page.getByLabel('Flag', { exact: true }).fill('greener-words');
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
    await dialog.getByLabel('What you keep').selectOption('way 1');
    await dialog.getByLabel('Why').fill('Plans were made more often.');
    await look(page, 'stopping an experiment');
    await dialog.getByRole('button', { name: 'Stop the experiment' }).click();
    await page.getByText('Kept: way 1.').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Plans were made more often.').waitFor();
    await visit(page, '/admin/experiments?status=stopped', 'Experiments');
    await page.getByRole('link', { name: 'Tried: judged' }).waitFor();
    expect(faults.filter((fault) => !/status of 400/.test(fault))).toEqual([]);
    await close();
  });

  it('is for administrators: supporters see people and reports, and no figures', async () => {
    const { page, close } = await openPage(browser);
    await signUp(page, server.url, 'helps@example.com', PASSWORD);
    await statement(`UPDATE users SET role = 'support' WHERE email = 'helps@example.com'`);
    await statement('UPDATE sessions SET second_factor = 1');
    await visit(page, '/admin', 'People');
    expect(await page.getByRole('link', { name: 'Experiments' }).count()).toBe(0);
    for (const path of ['/admin/server', '/admin/flags', '/admin/experiments', '/admin/now', '/admin/alerts'])
      await visit(page, path, 'No such page on this line');
    await close();
  });
});
