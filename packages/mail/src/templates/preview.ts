import { LANGUAGES, render } from './render.ts';
import { SAMPLES } from './samples.ts';

type PreviewFile = { name: string; content: string };

const SCHEMES = ['light', 'dark'] as const;

/** Every mail in every language as files of one folder, with a page that shows them all: text, and HTML by day and by night. */
export async function previewFiles(): Promise<PreviewFile[]> {
  const files: PreviewFile[] = [];
  const entries: string[] = [];
  for (const language of Object.keys(LANGUAGES)) {
    for (const [name, mail] of Object.entries(SAMPLES)) {
      const { subject, text, html = '' } = await render({ ...mail, locale: language });
      const file = `${name}.${language}`;
      files.push({ name: `${file}.txt`, content: `Subject: ${subject}\n\n${text}` });
      for (const scheme of SCHEMES) files.push({ name: `${file}.${scheme}.html`, content: inScheme(html, scheme) });
      entries.push(entry(file));
    }
  }
  files.push({ name: 'index.html', content: page(entries) });
  return files;
}

/** The mail as a reader sees it whose device is set so. */
function inScheme(html: string, scheme: (typeof SCHEMES)[number]): string {
  return html.replace('name="color-scheme" content="light dark"', `name="color-scheme" content="${scheme}"`);
}

function entry(file: string): string {
  const frame = (name: string) => `<iframe src="${name}" title="${name}" loading="lazy"></iframe>`;
  const frames = [`${file}.light.html`, `${file}.dark.html`, `${file}.txt`].map(frame);
  return `<section><h2>${file}</h2><div>${frames.join('')}</div></section>`;
}

function page(entries: string[]): string {
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails</title>',
    '<style>body{font:15px system-ui;margin:24px}div{display:flex;gap:16px;overflow-x:auto}',
    'iframe{flex:none;width:640px;height:720px;border:1px solid #7c8491}iframe:last-child{width:480px}</style>',
    '<h1>Mails</h1>',
    ...entries,
  ].join('\n');
}
