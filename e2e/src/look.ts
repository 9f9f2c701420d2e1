import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds against WCAG 2.2 AA on the page as it stands; run from the outside, so the page's own rules stay as they are. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  // Pins of stops that are near each other overlap on a map; the same stops are in the timetable (WCAG 2.5.8, "equivalent").
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations
      .map(({ id, nodes }) => ({ id, nodes: nodes.filter(({ target }) => id !== 'target-size' || !document.querySelector(target.join(' '))?.closest('[data-map]')) }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' ')))`,
  );
  return Array.isArray(found) ? found.map(String) : ['axe gave nothing'];
}

/** Resolves when what moves has come to rest: half-way through a fade a colour is none that anybody chose. */
const SETTLED = `Promise.all(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished.catch(() => undefined)))
  .then(() => undefined)`;

/** True once nothing is awaited any more: neither what is shown as grey bars nor a typeface. */
const READY = `document.querySelector('h1') !== null && document.querySelector('.ghosts') === null && document.fonts.status === 'loaded'`;

/** Holds a page to WCAG 2.2 AA and to scrolling only down. `name` says in a failure which it was. */
export async function look(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  if (size === null) throw new Error('the page has no size');
  const { width, height } = size;
  // Not until the network is idle: a page that follows a plan never is.
  await page.waitForLoadState('load');
  await expect.poll(() => page.evaluate(READY), { timeout: 20_000 }).toBe(true);
  await page.evaluate(SETTLED);
  let found: string[] = [];
  await expect
    .poll(
      async () => {
        // As tall as the page: what the tab bar happens to cover at one scroll position is no fault of its size.
        const tall: unknown = await page.evaluate('document.documentElement.scrollHeight');
        await page.setViewportSize({ width, height: Math.max(height, Number(tall)) });
        found = await axe(page);
        // A page that has grown meanwhile has something covered again, and was looked at half done.
        return page.evaluate('document.documentElement.scrollHeight > window.innerHeight');
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(false);
  expect({ name, axe: found }).toEqual({ name, axe: [] });
  await page.setViewportSize({ width, height });
  const sideways: unknown = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect({ name, sideways }).toEqual({ name, sideways: 0 });
}
