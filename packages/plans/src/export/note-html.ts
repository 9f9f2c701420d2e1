import { Marked } from 'marked';
import sanitize, { type IOptions } from 'sanitize-html';
import { safeUrl } from './text.ts';

/** What a note can become; of everything else the text is left. */
const ALLOWED: IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'del', 'code', 'ul', 'ol', 'li', 'blockquote', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
};

// An instance of its own: options set on the shared one elsewhere must not reach this text.
const reader = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    // Markup in a note is something its writer typed, no part of the page.
    html: ({ text }) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
    image: ({ text }) => text,
    link({ href, tokens }) {
      const [address, words] = [safeUrl(href), this.parser.parseInline(tokens)];
      return address === undefined ? words : `<a href="${address}" rel="noopener noreferrer nofollow">${words}</a>`;
    },
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
  },
});

/** A note, which may be written in Markdown, as HTML that does nothing: emphasis, lists, quotations and http(s) links. */
export function noteHtml(note: string): string {
  return sanitize(reader.parse(note, { async: false }), ALLOWED);
}
