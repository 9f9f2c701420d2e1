export { planHtml } from './html.ts';
export { planIcs } from './ics.ts';
export { planMarkdown, type ExportOptions } from './markdown.ts';
export { escapeMarkdown, plainLine, plainText, safeUrl } from './text.ts';
