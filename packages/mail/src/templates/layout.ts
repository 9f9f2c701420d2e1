import type { Content, Words } from './words.ts';

const BRAND = 'TripMaster AI';
const FONT = "font-family:'Sofia Sans',-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const DISPLAY = "font-family:Literata,Georgia,'Times New Roman',serif";

type Page = Content & { language: string; words: Words };

/** The mail as plain text: links on lines of their own. */
export function asText({ title, paragraphs, facts = [], action, otherwise, words, footer = words.footer }: Page): string {
  const blocks = [title, ...paragraphs];
  if (facts.length > 0) blocks.push(facts.map(([label, value]) => `${label}: ${value}`).join('\n'));
  if (action !== undefined) blocks.push(`${action.label}:\n${action.link}`);
  blocks.push(otherwise, `-- \n${BRAND}\n${footer}`);
  return `${blocks.join('\n\n')}\n`;
}

/**
 * The mail as HTML: inline styles, no images, nothing fetched. Text has the reader's own colour on the reader's own
 * ground, so it can be read by day and by night; only the head and the button bring their own ground, with text
 * that holds on it.
 */
export function asHtml({
  language,
  words,
  subject,
  title,
  paragraphs,
  facts = [],
  action,
  otherwise,
  footer = words.footer,
}: Page): string {
  const lines = [
    '<!doctype html>',
    `<html lang="${escape(language)}" dir="${words.direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escape(subject)}</title>`,
    '</head>',
    `<body style="margin:0;padding:0;${FONT}">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 16px">',
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;text-align:start;${FONT}">`,
    `<tr><td bgcolor="#162754" style="background:#162754;color:#FBFAF6;padding:14px 24px;border-radius:10px 10px 0 0;border-bottom:4px solid #FCD434;font-size:17px;line-height:25px;font-weight:600">${BRAND}</td></tr>`,
    '<tr><td style="padding:28px 24px 8px">',
    `<h1 style="margin:0 0 16px;${DISPLAY};font-size:24px;line-height:30px;font-weight:500">${escape(title)}</h1>`,
    ...paragraphs.map(paragraph),
    ...factsTable(facts),
    ...button(action, words),
    paragraph(otherwise),
    '</td></tr>',
    `<tr><td style="padding:16px 24px;border-top:1px solid #7C8491"><p style="margin:0;font-size:13px;line-height:18px;opacity:.8">${escape(footer)}</p></td></tr>`,
    '</table>',
    '</td></tr></table>',
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px;font-size:17px;line-height:25px">${escape(text)}</p>`;
}

function factsTable(facts: [label: string, value: string][]): string[] {
  if (facts.length === 0) return [];
  const cell = 'padding:8px 0;font-size:15px;line-height:22px;border-bottom:1px solid #7C8491;vertical-align:top;text-align:start';
  return [
    '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;border-collapse:collapse;border-top:1px solid #7C8491">',
    ...facts.map(
      ([label, value]) =>
        `<tr><th scope="row" width="120" style="${cell};font-weight:400;opacity:.8">${escape(label)}</th>` +
        `<td style="${cell};font-weight:600;word-break:break-word"><bdi>${escape(value)}</bdi></td></tr>`,
    ),
    '</table>',
  ];
}

function button(action: Content['action'], words: Words): string[] {
  if (action === undefined) return [];
  const link = escape(action.link);
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px"><tr><td bgcolor="#213F83" style="background:#213F83;border-radius:6px">',
    `<a href="${link}" style="display:inline-block;padding:12px 20px;font-size:17px;line-height:22px;font-weight:600;color:#FFFFFF;text-decoration:none;border:1px solid #A2C0F7;border-radius:6px">${escape(action.label)}</a>`,
    '</td></tr></table>',
    '<p style="margin:0 0 20px;font-size:13px;line-height:18px">' + escape(words.bareLink) + '<br>',
    `<a href="${link}" style="color:inherit;word-break:break-all">${link}</a></p>`,
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML, good between tags and inside quoted attributes. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
