import { describe, expect, it } from 'vitest';
import { previewFiles } from './preview.ts';
import { LANGUAGES } from './render.ts';
import { SAMPLES } from './samples.ts';

describe('the preview of all mails', () => {
  it('shows every mail in every language, by day, by night and as text', async () => {
    const files = await previewFiles();
    const names = new Set(files.map(({ name }) => name));
    expect(names.size).toBe(files.length);
    for (const language of Object.keys(LANGUAGES))
      for (const sample of Object.keys(SAMPLES))
        for (const end of ['txt', 'light.html', 'dark.html']) expect(names).toContain(`${sample}.${language}.${end}`);
    const index = files.find(({ name }) => name === 'index.html')?.content ?? '';
    for (const name of names) if (name !== 'index.html') expect(index).toContain(`src="${name}"`);
    const dark = files.find(({ name }) => name === 'welcome.en.dark.html')?.content ?? '';
    expect(dark).toContain('name="color-scheme" content="dark"');
  });
});
