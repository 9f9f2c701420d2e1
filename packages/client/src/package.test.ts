import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from './testing.ts';

const run = promisify(execFile);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SCRIPT = `
import { createTripmasterClient, createTripmasterSession, events, isTripmasterError } from '@tripmaster/client';
const session = createTripmasterSession({ baseUrl: process.env.SERVER });
const client = createTripmasterClient({ session });
await client.auth.register.mutate({ email: 'outside@example.com', password: 'correct horse battery' });
const request = { destinations: [{ name: 'Porto' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };
let plan;
for await (const { data } of events(client.plans.generate, request)) if (data.type === 'plan') plan = data.plan;
const text = await (await session.fetch('/plans/' + plan.id + '.md')).text();
const code = await client.plans.get.query({ id: 'x' }).catch((error) => isTripmasterError(error) && error.data.code);
console.log(JSON.stringify({ days: plan.days.length, markdown: text.includes('Porto'), code }));
`;

const TYPED = `
import { createTripmasterClient, isTripmasterError, type Plan, type TripRequestInput } from '@tripmaster/client';
const client = createTripmasterClient({ baseUrl: 'http://localhost:3000' });
const request: TripRequestInput = { destinations: [{ name: 'Porto' }], dates: { month: '2027-05', days: 2 }, travellers: { adults: 1 } };
export const plan: Promise<Plan> = client.plans.create.mutate(request);
export const titles = client.plans.list.query().then(({ items }) => items.map(({ title }) => title.toUpperCase()));
export const isMissing = (error: unknown): boolean => isTripmasterError(error) && error.data.code === 'not-found';
// @ts-expect-error a wrong call
void client.plans.get.query({ id: 1 });
`;

describe('the packed client, in a folder of somebody else', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-outside-'));
    await run('npm', ['pack', '--pack-destination', folder], { cwd: at('..'), shell: process.platform === 'win32' });
    const [archive = ''] = await readdir(folder);
    // As npm would lay it out: the package, and beside it the two it names as peers.
    const modules = join(folder, 'node_modules');
    await mkdir(join(modules, '@tripmaster/client'), { recursive: true });
    await mkdir(join(modules, '@trpc'));
    await run('tar', ['xzf', join(folder, archive), '-C', join(modules, '@tripmaster/client'), '--strip-components=1']);
    for (const name of ['client', 'server']) await symlink(at(`../node_modules/@trpc/${name}`), join(modules, '@trpc', name));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('needs nothing but tRPC', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'node_modules/@tripmaster/client/package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).toHaveProperty('peerDependencies', { '@trpc/client': expect.any(String), '@trpc/server': expect.any(String) });
    const code = await readFile(join(folder, 'node_modules/@tripmaster/client/dist/index.js'), 'utf8');
    expect(new Set([...code.matchAll(/ from "([^.].*)";$/gm)].map(([, name]) => name))).toEqual(new Set(['@trpc/client']));
    const types = await readFile(join(folder, 'node_modules/@tripmaster/client/dist/index.d.ts'), 'utf8');
    expect(types.length).toBeLessThanOrEqual(120_000);
    for (const [, name] of types.matchAll(/from '(.+)'/g)) expect(name).toMatch(/^@trpc\//);
  });

  it('runs as plain JavaScript against a server', async () => {
    const server = await startServer('sqlite');
    try {
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', SCRIPT], {
        cwd: folder,
        env: { ...process.env, SERVER: server.baseUrl },
      });
      expect(JSON.parse(stdout)).toEqual({ days: 2, markdown: true, code: 'invalid-input' });
    } finally {
      await server.close();
    }
  });

  it('compiles in a strict TypeScript project', async () => {
    await writeFile(join(folder, 'use.ts'), TYPED);
    // tRPC's own declarations name Node's types and `ws`: those are not looked at first, and then not minded.
    const options = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--lib',
      'es2022,dom',
      '--types',
      '',
      'use.ts',
    ];
    const tsc = (...more: string[]) =>
      run(process.execPath, [at('../node_modules/typescript/bin/tsc'), ...options, ...more], { cwd: folder });
    await expect(tsc()).resolves.toMatchObject({ stdout: '' });
    const { stdout } = await tsc('--skipLibCheck', 'false').catch((failure: { stdout: string }) => failure);
    expect(stdout).not.toContain('@tripmaster/client');
  });

  it('leaves out of a bundle what is not used', async () => {
    await writeFile(
      join(folder, 'small.js'),
      "import { isTripmasterError } from '@tripmaster/client'; console.log(isTripmasterError(new Error()));",
    );
    const bundle = await build({
      entryPoints: [join(folder, 'small.js')],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      external: ['@trpc/*'],
      minify: true,
    });
    expect(bundle.outputFiles[0]?.contents.length).toBeLessThan(3_000);
  });
});
