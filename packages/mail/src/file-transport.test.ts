import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileTransport } from './file-transport.ts';
import type { Message } from './letter.ts';
import { render } from './templates/render.ts';

const LINK = `https://trip.example/verify-email#${'aB3-_'.repeat(20)}`;
const ID = '0196dd1c-0000-7000-8000-000000000001';
const LETTER = await render({ kind: 'verify-email', to: 'ana@example.com', link: LINK });
const message = (more: Partial<Message> = {}): Message => ({
  ...LETTER,
  id: ID,
  userId: 'ana',
  from: 'Évora Trips <trips@example.org>',
  date: Date.UTC(2027, 4, 17, 14, 3),
  ...more,
});

describe('the file transport', () => {
  let parent: string;
  let folder: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'tripmaster-mail-'));
    folder = join(parent, 'mail');
  });
  afterEach(() => rm(parent, { recursive: true }));
  const only = async () => {
    const names = await readdir(folder);
    expect(names).toHaveLength(1);
    return join(folder, names[0] ?? '');
  };

  it('writes a mail that a mail program reads as it was meant', async () => {
    const sent = message();
    await fileTransport(folder).send(sent);
    const read = await PostalMime.parse(await readFile(await only()));
    expect(read).toMatchObject({
      from: { name: 'Évora Trips', address: 'trips@example.org' },
      to: [{ address: 'ana@example.com' }],
      subject: 'Confirm your e-mail address',
      messageId: `<${ID}@example.org>`,
      date: '2027-05-17T14:03:00.000Z',
    });
    expect([read.text?.trim(), read.html?.trim()]).toEqual([sent.text.trim(), sent.html?.trim()]);
    expect(read.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(read.attachments).toEqual([]);
  });

  it('keeps links whole in the bytes of text and HTML', async () => {
    await fileTransport(folder).send(message());
    const bytes = await readFile(await only(), 'utf8');
    expect(bytes.split('\r\n')).toContain(LINK);
    expect(bytes).toContain(`href="${LINK}"`);
    expect(bytes.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('gets lines of any length and any writing through', async () => {
    const text = `${'Ω é 東京 '.repeat(400)}\n\n.\nFrom here`;
    await fileTransport(folder).send(message({ text, subject: `Évora ${'東'.repeat(60)}` }));
    const bytes = await readFile(await only());
    for (const line of bytes.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    const read = await PostalMime.parse(bytes);
    expect(read.text?.trim().replaceAll('\r\n', '\n')).toBe(text);
    expect(read.subject).toBe(`Évora ${'東'.repeat(60)}`);
  });

  it('is one file however often the mail is delivered, for the server’s user alone', async () => {
    const transport = fileTransport(folder);
    await Promise.all([transport.send(message()), transport.send(message()), transport.send(message())]);
    const file = await only();
    expect(file).toBe(join(folder, `${ID}.ana.eml`));
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
  });

  it.each([
    { to: 'ana@example.com\r\nBcc: eve@example.com' },
    { subject: 'Hello\nBcc: eve@example.com' },
    { from: 'a\rb <a@example.com>' },
  ])('refuses a line break in a header: %j', async (more) => {
    await expect(fileTransport(folder).send(message(more))).rejects.toThrow('one line');
  });

  it.each([{ id: '../outside' }, { userId: '../../ana' }, { userId: 'a.b' }, { id: '' }])(
    'refuses an id that is a path: %j',
    async (more) => {
      await expect(fileTransport(folder).send(message(more))).rejects.toThrow(TypeError);
      expect(await readdir(parent)).toEqual([]);
    },
  );

  it('forgets one person’s files, half-written ones too, and nobody else’s', async () => {
    const transport = fileTransport(folder);
    await transport.forget?.('ana');
    await transport.send(message());
    await transport.send(message({ userId: 'ana2' }));
    await transport.send(message({ id: 'ana', userId: null }));
    await writeFile(join(folder, `${ID}.ana.eml.77.half`), 'x');
    await transport.forget?.('ana');
    expect((await readdir(folder)).toSorted()).toEqual([`${ID}.ana2.eml`, 'ana.eml']);
  });

  it('keeps mails to strangers a day and all others thirty, and touches nothing that isn’t a mail', async () => {
    const day = 86_400_000;
    let now = Date.now();
    const transport = fileTransport(folder, { now: () => now });
    await transport.prune?.();
    await transport.send(message());
    await transport.send(message({ userId: null }));
    await writeFile(join(folder, `${ID}.ben.eml.77.half`), 'x');
    await writeFile(join(folder, 'notes.txt'), 'x');
    await utimes(join(folder, 'notes.txt'), 1, 1);
    await transport.prune?.();
    expect(await readdir(folder)).toHaveLength(4);
    now += day + 60_000;
    await transport.prune?.();
    expect((await readdir(folder)).toSorted()).toEqual([`${ID}.ana.eml`, 'notes.txt']);
    now += 29 * day;
    await transport.prune?.();
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });
});
