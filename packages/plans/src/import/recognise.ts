import { invalidField, MAX_IMPORT_BYTES, type ImportFormat, type ImportInput } from '@tripmaster/contracts';

/** A file's bytes, its text where it has one, and what it is. */
export type Recognised = { format: ImportFormat; bytes: Uint8Array; text: string };

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** What a file is, by its content; its name only decides between kinds of plain text. Throws `invalid-input` with the field. */
export function recognise({ name, content, encoding }: Pick<ImportInput, 'name' | 'content' | 'encoding'>): Recognised {
  const bytes = encoding === 'base64' ? fromBase64(content) : new TextEncoder().encode(content);
  if (bytes.length === 0) throw invalidField('content', 'is empty');
  if (bytes.length > MAX_IMPORT_BYTES) throw invalidField('content', `is larger than ${Math.floor(MAX_IMPORT_BYTES / 1_000_000)} MB`);
  if (startsWith(bytes, '%PDF-')) return { format: 'pdf', bytes, text: '' };
  const text = encoding === 'base64' ? decode(bytes) : content.replace(/^\ufeff/, '');
  return { format: formatOf(text, name), bytes, text };
}

function fromBase64(content: string): Uint8Array {
  if (!BASE64.test(content)) throw invalidField('content', 'is not base64');
  return Buffer.from(content, 'base64');
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  // A PDF may have some bytes before its head.
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).includes(text);
}

/** UTF-8, UTF-16 where its mark says so, else the old code page of western Europe, in which no byte is wrong. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function formatOf(text: string, name: string): ImportFormat {
  const head = text.slice(0, 4_000).trimStart();
  if (/^[{[]/.test(head) && !/^\[\d/.test(head)) return 'tripmaster';
  if (/^BEGIN:VCALENDAR/i.test(head)) return 'ics';
  const root = rootOf(text);
  if (root === 'gpx' || root === 'kml') return root;
  if (/\.gpx$/i.test(name) && head.startsWith('<')) return 'gpx';
  if (/\.kml$/i.test(name) && head.startsWith('<')) return 'kml';
  if (
    /^(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}/.test(head) &&
    /^(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|content-type):/im.test(head)
  )
    return 'mail';
  if (/^(?:<!doctype html|<html|<head|<body|<div|<table|<script|<meta)/i.test(head)) return 'html';
  if (/\.html?$/i.test(name) && head.startsWith('<')) return 'html';
  if (/\.(?:csv|tsv)$/i.test(name) || looksLikeTable(head)) return 'csv';
  return 'text';
}

/** The name of an XML document's first element, behind declarations, comments and a document type. */
function rootOf(text: string): string | undefined {
  let at = 0;
  for (let steps = 0; steps < 50; steps += 1) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : text.startsWith('<!', at) ? '>' : undefined;
    if (end === undefined) return /^<(?:[A-Za-z]\w*:)?([A-Za-z]\w*)/.exec(text.slice(at, at + 100))?.[1]?.toLowerCase();
    const subset = end === '>' ? text.indexOf('[', at) : -1;
    let from = at;
    // A document type's own part may hold any number of closing brackets; what stands in it is never read.
    if (subset >= 0 && subset < text.indexOf('>', at)) from = text.indexOf(']', subset);
    const stop = from < 0 ? -1 : text.indexOf(end, from);
    if (stop < 0) return undefined;
    at = stop + end.length;
  }
  return undefined;
}

/** True for a first line of several short columns and a second with as many. */
function looksLikeTable(head: string): boolean {
  const [first = '', second = ''] = head.split(/\r?\n/);
  return [',', ';', '\t'].some((mark) => {
    const columns = first.split(mark);
    return columns.length >= 3 && columns.every((column) => column.length <= 40) && second.split(mark).length >= columns.length - 1;
  });
}
