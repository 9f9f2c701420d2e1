import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** What runs in the server and in browsers; tools and tests do not. */
const ROOMS = ['contracts', 'db', 'rpc', 'mail', 'auth', 'plans', 'client'].map((name) => `packages/${name}/src`);
const SERVER = [...ROOMS, 'apps/api/src'];
const EVERYWHERE = [...SERVER, 'apps/web/src'];
/** Where secrets are made. */
const SECRETS = [
  'packages/auth/src',
  ...['calendar', 'files', 'members', 'sharing', 'webhooks'].map((name) => `packages/plans/src/${name}`),
];
/** Makes a pattern of dates that a schema has read and of names of months, which it escapes. */
const OF_DATES = 'packages/plans/src/plans/dates-in-words.ts';

async function sourcesOf(rooms: readonly string[]): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for (const room of rooms) {
    for (const entry of await readdir(join(ROOT, room), { recursive: true, withFileTypes: true })) {
      const path = relative(ROOT, join(entry.parentPath, entry.name));
      if (!entry.isFile() || !/\.tsx?$/.test(path) || /\.(test|canary)\.tsx?$|\/(testing|fuzz)[/.]/.test(path)) continue;
      found.push({ path, text: await readFile(join(ROOT, path), 'utf8') });
    }
  }
  return found;
}

/** Each is a whole class of weaknesses that needs no defence while it is absent. */
it.each([
  ['runs text as code', EVERYWHERE, /\beval\(|new Function\(|node:vm\b|import\((?!['"])/, []],
  ['writes markup into a page', EVERYWHERE, /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/, []],
  ['listens to other windows', EVERYWHERE, /postMessage|addEventListener\('message'/, []],
  ['draws secrets from a weak source', SECRETS, /Math\.random/, []],
  ['uses a broken hash or cipher', SERVER, /['"](?:md5|rc4|des-[\w-]+|aes-\d+-(?:ecb|cbc))['"]|createHash\(['"]sha1/, []],
  ['makes a pattern of what people write', EVERYWHERE, /new RegExp\((?!\s*(?:`|String\.raw`|list\b))/, [OF_DATES]],
])('nothing %s', async (_what, rooms, pattern, known) => {
  const sources = await sourcesOf(rooms);
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual(known);
});

/** Two programs of our own, in processes of their own: they are given nothing on their command lines, and no secrets in their environment. */
it('starts no other program than the typesetter and what works at backups', async () => {
  const starting = (await sourcesOf(SERVER)).filter(({ text }) => /child_process|worker_threads|\bfork\(|\bspawn\(/.test(text));
  expect(starting.map(({ path }) => path)).toEqual([
    'packages/plans/src/export/print/printer.ts',
    'apps/api/src/operations/backups/beside.ts',
  ]);
  const environments = ["env: { NODE_NO_WARNINGS: '1' },", "env: { NODE_NO_WARNINGS: '1', ...environment },"];
  for (const [at, { text }] of starting.entries()) {
    expect(text.match(/\bfork\(.*/g)).toEqual([expect.stringMatching(/^fork\(program(?:\(\))?, \[\], \{$/)]);
    expect(text).toContain(environments[at]);
  }
});

/** Each has a check of its own of where it leads. A client of somebody else's making is found by its import. */
it('connects to a model’s server, a provider and a store, which are settings, to the public internet for people, where operators fetch places and rates, and to nothing else', async () => {
  const sources = await sourcesOf(SERVER.filter((room) => room !== 'packages/client/src'));
  const outgoing = sources.filter(({ text }) =>
    /(?<!\.)\bfetch\(|\b(?:http|https|net|tls)\.(?:request|get|connect)\(|\brequest as \w+ \}|@aws-sdk\/|\bnew WebSocket\(/.test(text),
  );
  expect(outgoing.map(({ path }) => path).toSorted()).toEqual([
    'apps/api/src/operate/catalogue.ts',
    'packages/auth/src/openid/bounded-fetch.ts',
    'packages/plans/src/files/s3-store.ts',
    'packages/plans/src/model/client.ts',
    'packages/plans/src/outgoing/outgoing.ts',
    'packages/plans/src/rates/download.ts',
  ]);
});
