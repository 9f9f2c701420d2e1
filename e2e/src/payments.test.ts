import { eventOf, invoiceOf, signed, startStripe, subscriptionOf, type TestStripe } from '@tripmaster/analytics/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { look } from './look.ts';
import { anew, openPage, signUp, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const DAY_MS = 86_400_000;

let browser: Browser;
let stripe: TestStripe;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  stripe = await startStripe();
  stripe.put({ id: 'price_month', object: 'price', unit_amount: 500, currency: 'eur' });
  stripe.put({ id: 'price_pass', object: 'price', unit_amount: 900, currency: 'eur' });
  const settings = {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_BASE_URL: stripe.baseUrl,
    STRIPE_PRICE_MONTHLY: 'price_month',
    STRIPE_PRICE_PASS: 'price_pass',
    RATE_LIMIT_SCALE: '1000',
  };
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', settings)]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await stripe.stop();
});

/** Stripe posts an event to the server, signed. */
async function said(type: string, object: object, at = Date.now()): Promise<void> {
  const { payload, signature } = signed(eventOf(type, object, at), Date.now());
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  expect((await fetch(`${server.url}/webhooks/stripe`, { method: 'POST', headers, body: payload })).status).toBe(200);
}

/** Stripe’s own pages lie beyond this machine: each is one with the ways back that the server named. */
async function standIn(page: Page): Promise<void> {
  await page.context().route(/^https:\/\/(checkout|billing)\.stripe\.example\//, (route) => {
    const made = [...stripe.things.values()].find((thing) => thing['url'] === route.request().url());
    const way = (name: string, words: string) => {
      const address = made?.[name];
      return typeof address === 'string' ? `<a href="${address}">${words}</a> ` : '';
    };
    const body = `<h1>Stripe</h1>${way('success_url', 'Pay')}${way('cancel_url', 'Back')}${way('return_url', 'Return')}`;
    return route.fulfill({ contentType: 'text/html', body });
  });
}

/** What Stripe calls whoever was sent to pay last. */
function customer(): string {
  const session = [...stripe.things.values()].findLast(({ object }) => object === 'checkout.session');
  return String(session?.['customer']);
}

/** Somebody with an account, on the page of what they have. */
async function buyer(name: string, width: number) {
  const opened = await openPage(browser, { viewport: { width, height: 844 }, reducedMotion: 'reduce' });
  await standIn(opened.page);
  await signUp(opened.page, server.url, anew(name), PASSWORD);
  await opened.page.goto(`${server.url}/account/payments`);
  await opened.page.getByText('The free plan, which has no end.').waitFor();
  await opened.page.getByRole('button', { name: 'Buy 30 days' }).waitFor();
  return opened;
}

/** Looks at a state at both widths, in one theme each; ends at the width it began with. */
async function looks(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await look(page, `${name} at ${width}, ${colorScheme}`);
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/pay-${name.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
}

describe('paying', () => {
  it('leads from the free plan to premium, to its end, and shows it to administrators', async () => {
    const { page, faults, close } = await buyer('ana', 390);
    await page.getByText('5.00 EUR a month').waitFor();
    await looks(page, 'what is sold');

    // There and back without paying: nothing has changed, and nothing is awaited.
    await page.getByRole('button', { name: 'Pay by the month' }).click();
    await page.getByRole('link', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Pay by the month' }).click();
    await page.getByRole('link', { name: 'Pay', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Your payment is on its way' }).waitFor();
    await looks(page, 'paid and not heard of');
    // Whoever leaves meanwhile is not sold it a second time.
    await page.goto(`${server.url}/account/payments`);
    await page.getByText('Your payment is on its way.').waitFor();
    expect(await page.getByRole('button', { name: 'Pay by the month' }).count()).toBe(0);
    await looks(page, 'what is awaited');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Your payment is on its way' }).waitFor();

    const [id, end] = [`sub_${Date.now()}`, Date.now() + 31 * DAY_MS];
    const subscription = { id, customer: customer(), start: Date.now(), end };
    await said('customer.subscription.created', subscriptionOf(subscription));
    await said('invoice.paid', invoiceOf({ id: `in_${id}`, customer: customer(), subscription: id, paidAt: Date.now() }));
    await page.getByRole('heading', { level: 1, name: 'Your payment has arrived' }).waitFor();
    await looks(page, 'premium has begun');
    await page.getByRole('link', { name: 'Plan and payments' }).last().click();
    await page.getByText('Premium is paid again on').waitFor();
    expect(await page.getByRole('heading', { name: 'Premium', exact: true }).count()).toBe(0);
    await looks(page, 'premium');

    // Ended on Stripe’s page, of which the event comes while they are there.
    await page.getByRole('button', { name: 'Cards, invoices, ending it' }).click();
    await page.getByRole('link', { name: 'Return' }).waitFor();
    await said('customer.subscription.updated', subscriptionOf({ ...subscription, ending: true }), Date.now() + 1_000);
    await page.getByRole('link', { name: 'Return' }).click();
    await page.getByText('You ended premium. It lasts until').waitFor();
    await looks(page, 'premium that ends');
    expect(faults).toEqual([]);

    // Another one has what they had, and no part in administration.
    const other = await buyer('ben', 1280);
    await other.page.goto(`${server.url}/admin/revenue`);
    await other.page.getByRole('heading', { level: 1, name: 'No such page on this line' }).waitFor();
    await sql('sqlite', server.database, `UPDATE users SET role = 'admin' WHERE email LIKE 'ben%'`);
    await sql('sqlite', server.database, 'UPDATE sessions SET second_factor = 1');
    await other.page.goto(`${server.url}/admin/revenue?days=7`);
    await other.page.getByText('1 subscribed').waitFor();
    const row = other.page.getByRole('row', { name: /^EUR/ });
    await expect.poll(async () => (await row.textContent()) ?? '').toMatch(/5\.00/);
    await looks(other.page, 'revenue');
    await other.close();
    await close();
  });

  it('says what to do when a renewal is refused, and that it is settled', async () => {
    const { page, faults, close } = await buyer('cleo', 1280);
    await page.getByRole('button', { name: 'Pay by the month' }).click();
    await page.getByRole('link', { name: 'Pay', exact: true }).waitFor();
    const start = Date.now() - 2 * DAY_MS;
    const subscription = { id: `sub_refused_${Date.now()}`, customer: customer(), start, end: start + 31 * DAY_MS };
    await said('customer.subscription.created', subscriptionOf({ ...subscription, status: 'past_due' }), start);
    await said('invoice.payment_failed', invoiceOf({ id: 'in_refused', customer: customer(), subscription: subscription.id }), start);
    await page.goto(`${server.url}/account/payments`);
    await page.getByText('The last payment did not go through.').waitFor();
    await looks(page, 'a refused payment');
    await page.getByRole('button', { name: 'Change the card' }).click();
    await page.getByRole('link', { name: 'Return' }).waitFor();
    await said('customer.subscription.updated', subscriptionOf(subscription));
    await said('invoice.paid', invoiceOf({ id: 'in_settled', customer: customer(), subscription: subscription.id, paidAt: Date.now() }));
    await page.getByRole('link', { name: 'Return' }).click();
    await page.getByText('Premium is paid again on').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps people where they are when Stripe can’t be reached, and says so when its word does not come', async () => {
    const { page, faults, close } = await buyer('dora', 390);
    // More often than the page asks again by itself.
    const error = { type: 'invalid_request_error', message: 'Invalid API Key provided' };
    stripe.fail(...Array.from({ length: 12 }, () => ({ status: 401, error })));
    await page.getByRole('button', { name: 'Buy 30 days' }).click();
    await page.getByText('The page to pay on did not open.').waitFor();
    await looks(page, 'no way to pay');

    await page.clock.install();
    await page.goto(`${server.url}/account/payments/done`);
    await page.getByRole('heading', { level: 1, name: 'Your payment is on its way' }).waitFor();
    await page.clock.fastForward(61_000);
    await page.getByRole('heading', { level: 1, name: 'Your payment takes longer' }).waitFor();
    await looks(page, 'a payment that takes longer');
    expect(faults.filter((fault) => !/status of 503/.test(fault))).toEqual([]);
    await close();
  });
});
