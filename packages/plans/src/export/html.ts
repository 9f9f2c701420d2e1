import { Marked } from 'marked';
import sanitize, { type IOptions } from 'sanitize-html';
import type { Plan } from '@tripmaster/contracts';
import { planMarkdown, type ExportOptions } from './markdown.ts';

/** What a plan's Markdown can become; everything else is dropped, attributes included. */
const ALLOWED: IOptions = {
  allowedTags: ['h1', 'h2', 'h3', 'p', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'hr', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    a: (_tag, { href }) => ({ tagName: 'a', attribs: { ...(href === undefined ? {} : { href }), rel: 'noopener noreferrer nofollow' } }),
  },
};

/**
 * A saved plan as an HTML fragment (no `html`, `head` or style), made from its Markdown and passed through
 * an allow-list.
 */
export async function planHtml(plan: Plan, options: ExportOptions = {}): Promise<string> {
  // An instance of its own: options set on the shared one elsewhere must not reach this text.
  const html = await new Marked({ gfm: true, breaks: false }).parse(planMarkdown(plan, options));
  return sanitize(html, ALLOWED);
}
