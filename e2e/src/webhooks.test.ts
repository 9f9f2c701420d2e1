import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { ENGINES } from '@tripmaster/db/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOTH_WAYS, look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

let browser: Browser;
let receiver: Server;
let address = '';
const received: string[] = [];
beforeAll(async () => {
  browser = await startBrowser();
  receiver = createServer((request, response) => {
    received.push(String(request.headers['webhook-signature']));
    response.writeHead(204).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const at = receiver.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/hook`;
});
afterAll(async () => {
  receiver.close();
});

describe.each(ENGINES)('webhooks on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine, { WEBHOOK_NETWORKS: '127.0.0.1/32' });
  });
  afterAll(() => server.stop());

  it('are made, shown their secret once, tested, switched off and removed', async () => {
    const { page, faults, close } = await openPage(browser);
    await enter(page, server.url, anew('ana'), 'a long enough password');
    await page.goto(`${server.url}/account/webhooks`);
    await page.getByRole('button', { name: 'Make a webhook' }).click();
    await page.getByLabel('Address').fill('http://10.0.0.1/hook');
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page.getByText('Leads to a private network.').waitFor();
    await look(page, 'a form with a fault');
    await page.getByLabel('Address').fill(address);
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    expect(await page.locator('[data-token]').innerText()).toMatch(/^whsec_/);
    await look(page, 'a secret, shown once');
    await page.getByRole('button', { name: 'I have kept it' }).click();

    const before = received.length;
    await page.getByRole('button', { name: `More for ${address}` }).click();
    await page.getByRole('menuitem', { name: 'Send a test' }).click();
    await page.getByText('Delivered').waitFor({ timeout: 15_000 });
    expect(received.slice(before)).toEqual([expect.stringMatching(/^v1,/)]);
    await look(page, 'webhooks', BOTH_WAYS);
    await page.getByRole('button', { name: `More for ${address}` }).click();
    await page.getByRole('menuitem', { name: 'Switch it off' }).click();
    await page.getByText('Off', { exact: true }).waitFor();
    await page.getByRole('button', { name: `More for ${address}` }).click();
    await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
    await page.getByRole('button', { name: 'Remove the webhook' }).click();
    await page.getByText('No webhooks').waitFor();
    expect(faults.filter((fault) => !fault.includes('status of 400'))).toEqual([]);
    await close();
  });
});
