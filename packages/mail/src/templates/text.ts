import type { Page } from './words.ts';

/** What stands at the head of every mail. */
export const BRAND = 'TripMaster AI';

/** The mail as plain text: links on lines of their own. */
export function asText({ title, paragraphs, facts = [], tables = [], action, otherwise, footer, links }: Page): string {
  const blocks = [title, ...paragraphs];
  if (facts.length > 0) blocks.push(rows(facts));
  for (const { heading, rows: lines } of tables) blocks.push(`${heading}\n${rows(lines)}`);
  if (action !== undefined) blocks.push(`${action.label}:\n${action.link}`);
  if (otherwise !== undefined) blocks.push(otherwise);
  blocks.push(`-- \n${BRAND}\n${footer}`, ...links.map(({ label, link }) => `${label}:\n${link}`));
  return `${blocks.join('\n\n')}\n`;
}

function rows(lines: [label: string, value: string][]): string {
  return lines.map(([label, value]) => `${label}: ${value}`).join('\n');
}
