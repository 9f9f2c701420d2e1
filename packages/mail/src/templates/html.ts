import { createElement as h, type CSSProperties, type ReactNode } from 'react';
import { Body, Button, Column, Container, Head, Heading, Hr, Html, Link, render, Row, Text } from 'react-email';
import { BRAND } from './text.ts';
import type { LinkTo, Page } from './words.ts';

// Elements are made by hand, not in JSX: Node runs this file as it is.

const FONT = "'Sofia Sans',-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const DISPLAY = "Literata,Georgia,'Times New Roman',serif";
const LINE = '1px solid #7C8491';
const BODY = { margin: '0 0 16px', fontSize: '17px', lineHeight: '25px' };
const LEAST = { margin: '0 0 8px', fontSize: '13px', lineHeight: '18px' };
/** Times and numbers need less room beside what they stand for. */
const SHORT_LABEL = 8;
const CELL: CSSProperties = {
  padding: '8px 0',
  fontSize: '15px',
  lineHeight: '22px',
  borderBottom: LINE,
  verticalAlign: 'top',
  textAlign: 'start',
};

/**
 * The mail as HTML: inline styles, no images, nothing fetched. Text has the reader's own colour on the reader's own
 * ground, so it can be read by day and by night; only the head and the button bring their own ground, with text
 * that holds on it.
 */
export async function asHtml(page: Page): Promise<string> {
  return inLines(await render(mailOf(page)));
}

function mailOf({ language, direction, subject, title, paragraphs, facts, tables = [], action, otherwise, footer, links, bareLink }: Page) {
  const whose = { lang: language, dir: direction };
  return h(
    Html,
    whose,
    h(
      Head,
      null,
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('title', null, subject),
    ),
    h(
      Body,
      { ...whose, style: { margin: '0', padding: '24px 12px', fontFamily: FONT } },
      h(
        Container,
        { style: { maxWidth: '560px', textAlign: 'start' } },
        cover(),
        part(
          '28px 24px 8px',
          h(Heading, { style: { margin: '0 0 16px', fontFamily: DISPLAY, fontSize: '24px', lineHeight: '30px', fontWeight: 500 } }, title),
          ...paragraphs.map(paragraph),
          facts === undefined ? null : table(facts),
          ...tables.flatMap(({ heading, rows }) => [
            h(Heading, { as: 'h2', style: { ...BODY, margin: '0 0 8px', fontWeight: 600 } }, heading),
            table(rows),
          ]),
          ...(action === undefined ? [] : button(action, bareLink)),
          otherwise === undefined ? null : paragraph(otherwise),
        ),
        h(Hr, { style: { margin: '0', borderTop: LINE } }),
        part('16px 24px', h(Text, { style: LEAST }, footer), ...links.map(small)),
      ),
    ),
  );
}

/** A full width of the mail with room around what is in it. */
function part(padding: string, ...children: ReactNode[]) {
  return h(Row, null, h(Column, { style: { padding } }, ...children));
}

/** Night-train blue above a line of sun: the one ground that every mail brings along. */
function cover() {
  const ground = { backgroundColor: '#162754', color: '#FBFAF6', borderRadius: '10px 10px 0 0', borderBottom: '4px solid #FCD434' };
  return h(
    Row,
    null,
    h(Column, { style: { ...ground, padding: '14px 24px', fontSize: '17px', lineHeight: '25px', fontWeight: 600 } }, BRAND),
  );
}

function paragraph(text: string) {
  return h(Text, { style: BODY }, text);
}

/** What is so, line by line; a table to those who hear it, too. */
function table(rows: [label: string, value: string][]) {
  const width = rows.some(([label]) => label.length > SHORT_LABEL) ? 128 : 72;
  return h(
    'table',
    {
      width: '100%',
      cellPadding: 0,
      cellSpacing: 0,
      border: 0,
      style: { margin: '0 0 20px', borderCollapse: 'collapse', borderTop: LINE },
    },
    h(
      'tbody',
      null,
      ...rows.map(([label, value]) =>
        h(
          'tr',
          null,
          h(
            'th',
            { scope: 'row', width, style: { ...CELL, paddingInlineEnd: '12px', fontWeight: 400, opacity: 0.8 } },
            h('bdi', null, label),
          ),
          h('td', { style: { ...CELL, fontWeight: 600, wordBreak: 'break-word' } }, h('bdi', null, value)),
        ),
      ),
    ),
  );
}

function button({ label, link }: LinkTo, bareLink: string) {
  return [
    h(
      Button,
      {
        href: link,
        style: {
          margin: '4px 0 20px',
          padding: '13px 20px',
          backgroundColor: '#213F83',
          border: '1px solid #A2C0F7',
          borderRadius: '6px',
          color: '#FFFFFF',
          fontSize: '17px',
          fontWeight: 600,
        },
      },
      label,
    ),
    h(Text, { style: { ...LEAST, margin: '0 0 20px' } }, bareLink, h('br'), anchor(link, link, 'break-all')),
  ];
}

function small({ label, link }: LinkTo) {
  return h(Text, { style: LEAST }, anchor(label, link));
}

/** A link in the colour of the text around it, which holds on whatever ground that has. */
function anchor(label: string, link: string, wordBreak?: 'break-all') {
  return h(Link, { href: link, style: { color: 'inherit', textDecorationLine: 'underline', wordBreak } }, label);
}

/**
 * The same page without what only React needs, in lines that mail may carry as they are: with one that is longer than
 * 998 bytes the whole would have to be encoded, and no link could be found in its bytes.
 */
function inLines(html: string): string {
  return `${html
    .replace(/<!--(?!\[if ).*?-->/g, '')
    .replace(/(?<=.)<(?:html|head|meta|title|body|table|tbody|tr|th|td|h1|h2|p|hr|a)\b/g, '\n$&')
    .trim()}\n`;
}
