import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 AA on the page as it stands; run from the outside, so the page's own rules stay as they are. */
async function axe(page: Page): Promise<string[]> {
  // Half a megabyte to read: once for a document is enough.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE);
  // Pins of stops that are near each other overlap on a map; the same stops are in the timetable (WCAG 2.5.8, "equivalent").
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then(({ violations }) => violations
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

/** How somebody sees a page. `large`: twice the text, which in half the room is the same as 200 % zoom at 640 px. */
export type View = { colorScheme: 'light' | 'dark'; width: number; large?: boolean };

/** Wide and narrow, light and dark. */
export const BOTH_WAYS: readonly View[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 390 },
];

/**
 * Holds a page to WCAG 2.2 AA and to scrolling only down, as it stands, or in each of the views, one after the other; it is
 * left in the width it had. `name` says in a failure which it was.
 */
export async function look(page: Page, name: string, views: readonly View[] = []): Promise<void> {
  const size = page.viewportSize();
  if (size === null) throw new Error('the page has no size');
  // Not until the network is idle: a page that follows a plan never is.
  await page.waitForLoadState('load');
  if (views.length === 0) return lookOnce(page, name, size);
  for (const { colorScheme, width, large = false } of views) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: size.height });
    if (large) await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    await lookOnce(page, `${name} at ${width}, ${colorScheme}${large ? ', large' : ''}`, { width, height: size.height });
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({
        path: `${process.env['SHOTS']}/${name.replaceAll(/\W+/g, '-')}-${width}-${colorScheme}.png`,
        fullPage: true,
      });
    if (large) await page.evaluate(`document.documentElement.style.fontSize = ''`);
  }
  await page.setViewportSize(size);
}

async function lookOnce(page: Page, name: string, { width, height }: { width: number; height: number }): Promise<void> {
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
