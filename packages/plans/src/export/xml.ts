import { plainLine, plainText } from './text.ts';

/** What XML 1.0 (section 2.2) has no way to write, escaped or not; controls are gone before. */
const FORBIDDEN = /[\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** `<name>text</name>` of one line, or nothing where there is no text. */
export function lineElement(name: string, text: string): string {
  const line = plainLine(text);
  return line === '' ? '' : `<${name}>${escapeXml(line)}</${name}>`;
}

/** The same of several lines. */
export function textElement(name: string, text: string): string {
  const plain = plainText(text);
  return plain === '' ? '' : `<${name}>${escapeXml(plain)}</${name}>`;
}

/** Text as the inside of HTML: what shows a description as a page finds nothing in it to run. */
export function asHtml(text: string): string {
  return escapeXml(plainText(text)).replaceAll('\n', '<br>');
}

/** One element a line, without those that are nothing. */
export function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
