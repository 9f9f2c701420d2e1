import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The server's own pages, with where their rules are, and where the bundle has them. */
const RULES = { reference: './page.css', unsubscribe: '../unsubscribe/page.css' } as const;
export const STYLED_PAGES = ['reference', 'unsubscribe'] as const satisfies (keyof typeof RULES)[];
export const styleFileOf = (page: keyof typeof RULES) => `${page}.css`;

/** A page's style: kept beside the bundle, or put together from the app's tokens and the page's own rules. */
export function pageStyle(page: keyof typeof RULES): string {
  const kept = new URL(styleFileOf(page), import.meta.url);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const tokens = readFileSync(new URL('../../../web/src/ui/tokens.css', import.meta.url), 'utf8').replace(/^@import .*$/gm, '');
  return `${tokens.trim()}\n${readFileSync(new URL(RULES[page], import.meta.url), 'utf8')}`;
}

const FONTS = [
  { family: 'Sofia Sans Variable', file: /^sofia-sans-latin-wght-normal-.*\.woff2$/, weights: '1 1000' },
  { family: 'Literata Variable', file: /^literata-latin-opsz-normal-.*\.woff2$/, weights: '200 900' },
] as const;

/** The app's own fonts, where the app is built: its files lie under names that only the build knows. */
export function fontFaces(webFolder: string | undefined): string {
  const folder = webFolder === undefined ? '' : join(webFolder, 'assets');
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder);
  return FONTS.flatMap(({ family, file, weights }) => {
    const found = files.find((name) => file.test(name));
    if (found === undefined) return [];
    return `@font-face{font-family:"${family}";src:url(/assets/${found}) format("woff2-variations");font-weight:${weights};font-display:swap}\n`;
  }).join('');
}
