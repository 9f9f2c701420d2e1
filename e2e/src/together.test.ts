import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const TITLE = 'Lisbon in four days';
const REQUEST = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-13' },
  travellers: { adults: 2 },
  interests: ['history'],
};

type Server = Awaited<ReturnType<typeof startServer>>;

const stop = (page: Page, index: number) =>
  page
    .locator('li[id^="stop-"]')
    .filter({ hasText: /Open \d\d:\d\d|Always open/ })
    .nth(index);

async function openStop(page: Page, index: number): Promise<string> {
  const button = stop(page, index).getByRole('heading').getByRole('button').first();
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  return (await button.innerText()).trim();
}

async function openNote(page: Page) {
  await page.getByRole('button', { name: /^(Add a|Change the) note/ }).click();
  return page.getByLabel('Note', { exact: true });
}

/** Milliseconds from now until it is there. */
async function within(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}

describe('two people who change one plan on two servers', () => {
  let browser: Browser;
  let [one, two]: (Server | undefined)[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
    one = await startServer('postgres');
    two = await startServer('postgres', {}, one);
  });
  afterAll(async () => {
    await two?.stop();
    await one?.stop();
  });

  it('see each other and each other’s changes within a second, and lose nothing of theirs', async () => {
    if (one === undefined || two === undefined) throw new Error('no servers');
    const [ana, ben] = [await openPage(browser), await openPage(browser)];
    const asAna = await enter(ana.page, one.url, anew('ana'), PASSWORD);
    const asBen = await enter(ben.page, two.url, anew('ben'), PASSWORD);
    await asAna('account.update', { name: 'Ana' });
    await asBen('account.update', { name: 'Ben' });
    const { id } = await asAna('plans.create', REQUEST);
    const join = "INSERT INTO plan_members (plan_id, user_id, role, joined_at) SELECT ?, id, 'editor', 0 FROM users WHERE email = ?";
    await sql('postgres', one.database, join, [id, anew('ben')]);

    await ana.page.goto(`${one.url}/plans/${id}`);
    await ana.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await ben.page.goto(`${two.url}/plans/${id}`);
    await ben.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    const here = (page: Page, name: string) => page.getByRole('list', { name: 'Also here' }).getByText(name, { exact: true });
    const presence = await within(async () => {
      await here(ana.page, 'Ben').waitFor();
      await here(ben.page, 'Ana').waitFor();
    });
    await look(ben.page, 'a plan that two look at');

    // From the press of the button here until it is drawn there, and from when it is drawn here.
    const pressed: number[] = [];
    const drawn: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const [from, to] = round % 2 === 0 ? [ana.page, ben.page] : [ben.page, ana.page];
      await openStop(from, 0);
      await openStop(to, 0);
      const now = round % 2 === 0 ? 'Keep it fixed' : 'Let it move';
      const then = round % 2 === 0 ? 'Let it move' : 'Keep it fixed';
      const started = performance.now();
      await from.getByRole('button', { name: now }).click();
      const there = to
        .getByRole('button', { name: then })
        .waitFor()
        .then(() => performance.now());
      await from.getByRole('button', { name: then }).waitFor();
      const shown = performance.now();
      const seen = await there;
      pressed.push(Math.round(seen - started));
      drawn.push(Math.max(0, Math.round(seen - shown)));
    }
    process.stdout.write(
      `presence after ${presence} ms; changes ${pressed.join(', ')} ms after the press, ${drawn.join(', ')} ms after they were saved\n`,
    );
    expect(Math.max(...drawn)).toBeLessThan(1_000);

    // What is being typed stays, and what the other saves meanwhile stays as well.
    const castle = await openStop(ben.page, 0);
    const note = await openNote(ben.page);
    await note.fill('Tickets are with me');
    const gone = await openStop(ana.page, 1);
    await ana.page.getByRole('button', { name: 'Leave it out' }).click();
    await ben.page.getByText(`Ana removed “${gone}”.`).first().waitFor();
    expect(await note.inputValue()).toBe('Tickets are with me');
    await ben.page.getByRole('button', { name: 'Save the note' }).click();
    await ana.page.getByText(`Ben wrote a note on “${castle}”.`).first().waitFor();

    // Ana takes her step back; Ben's note is later and stays.
    await ana.page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await ana.page.getByRole('button', { name: gone, exact: true }).first().waitFor();
    await ben.page.getByRole('button', { name: gone, exact: true }).first().waitFor();
    await openStop(ana.page, 0);
    await ana.page.getByText('Tickets are with me').first().waitFor();

    // Both write the same note: whoever is later decides.
    const his = ben.page.getByLabel('Note', { exact: true });
    await his.fill('Tickets are with Ben');
    const hers = await openNote(ana.page);
    await hers.fill('Tickets are with Ana');
    await ana.page.getByRole('button', { name: 'Save the note' }).click();
    await ben.page.getByText(`Ana wrote a note on “${castle}”.`).first().waitFor();
    await ben.page.getByRole('button', { name: 'Save the note' }).click();
    const dialog = ben.page.getByRole('dialog', { name: 'Changed by others meanwhile' });
    await dialog.getByText('“Tickets are with Ana”').waitFor();
    await dialog.getByText(`Ana wrote a note on “${castle}”.`).waitFor();
    await look(ben.page, 'a clash');
    await dialog.getByRole('button', { name: 'Save mine' }).click();
    await ana.page.getByText('Tickets are with Ben').first().waitFor();

    await sql('postgres', one.database, 'DELETE FROM plan_members WHERE plan_id = ?', [id]);
    const out = await within(async () => ben.page.getByRole('heading', { level: 1, name: TITLE }).waitFor({ state: 'detached' }));
    process.stdout.write(`out ${out} ms after access was taken away\n`);
    await expect.poll(() => here(ana.page, 'Ben').count()).toBe(0);
    expect(ana.faults).toEqual([]);
    await ana.close();
    await ben.close();
  });
});
