import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, type ApiProcedure } from '@tripmaster/client/description';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { procedureHelp, wholeApi } from './call-help.ts';
import { readCall } from './call-input.ts';
import { procedureOf } from './calls.ts';
import { UsageError } from './options.ts';

const text = { type: 'string' };
const sample: ApiProcedure = {
  path: 'things.change',
  kind: 'mutation',
  guard: 'signed-in',
  who: 'Whoever is signed in.',
  summary: 'Changes a thing.',
  input: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: text,
      content: text,
      encoding: { type: 'string', enum: ['utf8', 'base64'] },
      limit: { type: 'integer' },
      factor: { type: 'number' },
      remember: { type: 'boolean' },
      email: text,
      childrenAges: { type: 'array', items: { type: 'integer' } },
      words: { type: 'array', items: text },
      travellers: { type: 'object', properties: { adults: { type: 'integer' } }, required: ['adults'] },
    },
    required: ['id'],
  },
  output: { type: 'object', properties: { id: text }, required: ['id'] },
};
const read = (...args: string[]) => readCall(sample, args);

describe('a call on the command line', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-calls-'));
    await writeFile(join(folder, 'mail.eml'), 'Subject: your booking\n');
    await writeFile(join(folder, 'photo.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    await writeFile(join(folder, 'input.json'), '{"id":"a","limit":3}');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('takes every field by its name and type', async () => {
    const written = '--id a --limit=5 --factor -1.5 --remember --children-ages 6 --childrenAges 9 --words one --travellers {"adults":2}';
    const { input } = await read(...written.split(' '));
    expect(input).toEqual({
      id: 'a',
      limit: 5,
      factor: -1.5,
      remember: true,
      childrenAges: [6, 9],
      words: ['one'],
      travellers: { adults: 2 },
    });
    expect((await read('--words', '["one","two"]', '--no-remember')).input).toEqual({ words: ['one', 'two'], remember: false });
  });

  it('takes a whole input, over which the options win', async () => {
    expect((await read('--input', '{"id":"b","limit":1}', '--id', 'a')).input).toEqual({ id: 'a', limit: 1 });
    expect((await read('--input', `@${join(folder, 'input.json')}`)).input).toEqual({ id: 'a', limit: 3 });
  });

  it('takes files: a value, or a name and content', async () => {
    expect((await read('--name', `@${join(folder, 'mail.eml')}`)).input).toEqual({ name: 'Subject: your booking\n' });
    expect((await read('--name', '@@ada')).input).toEqual({ name: '@ada' });
    expect((await read('--file', join(folder, 'mail.eml'))).input).toEqual({ name: 'mail.eml', content: 'Subject: your booking\n' });
    expect((await read('--file', join(folder, 'photo.jpg'))).input).toEqual({ name: 'photo.jpg', content: '/9j/4A==', encoding: 'base64' });
  });

  it('keeps apart what is sent and who sends it', async () => {
    expect(await read('--email', 'a@example.com', '--password', 'secret', '--server', 'http://x')).toEqual({
      common: { password: 'secret', server: 'http://x' },
      input: { email: 'a@example.com' },
    });
  });

  it.each([
    [['--limit', 'x'], '--limit: is not a whole number.'],
    [['--limit', '1.5'], '--limit: is not a whole number.'],
    [['--factor', 'x'], '--factor: is not a number.'],
    [['--remember=perhaps'], '--remember: is not true or false.'],
    [['--travellers', '{adults}'], '--travellers: is not valid JSON.'],
    [['--input', '[1]'], '--input: is not a JSON object.'],
    [['--id', 'a', '--id', 'b'], '--id: is given 2 times.'],
    [['--id'], '--id: needs a value.'],
    [['--colour', 'red'], '--colour: is not an option of things.change. See tripmaster things.change --help.'],
    [['extra'], 'extra: is not an option. See tripmaster things.change --help.'],
    [['--name', '@/nowhere/at/all'], '--name: /nowhere/at/all can’t be read (ENOENT).'],
    [['--file', '/nowhere/at/all'], '--file: /nowhere/at/all can’t be read (ENOENT).'],
  ])('says in one sentence what is wrong with %j', async (args, message) => {
    await expect(read(...args)).rejects.toThrow(new UsageError(message));
  });

  it('finds every procedure by its dots and by its words', () => {
    for (const { path } of api.procedures) {
      expect(procedureOf([path, '--help'])?.procedure.path).toBe(path);
      expect(procedureOf([...path.split('.'), '--id', 'x'])).toMatchObject({ procedure: { path }, rest: ['--id', 'x'] });
    }
    expect(procedureOf(['plans', 'set-visibility'])?.procedure.path).toBe('plans.setVisibility');
    expect(procedureOf(['plans', 'explode'])).toBeUndefined();
  });

  it('is explained: every procedure in the list, each with its options and what it gives', () => {
    const whole = wholeApi();
    for (const procedure of api.procedures) {
      expect(whole).toMatch(new RegExp(`^  ${procedure.path} +\\S.*\\.$`, 'm'));
      expect(procedureHelp(procedure)).toContain(procedure.summary);
    }
    const help = procedureHelp(sample);
    expect(help).toContain('--children-ages <value>');
    expect(help).toMatch(/--id <value> +needed, uuid/);
    expect(help).toMatch(/--file <path> /);
    expect(help).toContain('It gives an object, as JSON:\n  id  text');
  });
});
