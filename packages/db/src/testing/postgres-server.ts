import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

type Server = { url: string; stop: () => Promise<void> };

/**
 * A real PostgreSQL for tests and benchmarks: the one `TEST_PG_URL` names, else an embedded one in a process of
 * its own (its library ends the process it lives in with code 0, whatever failed there: see
 * docs/postmortems/0001). `url` is its maintenance database; `openTestDatabase` makes databases beside it.
 */
export async function startPostgres(): Promise<Server> {
  const given = process.env['TEST_PG_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };

  const script = fileURLToPath(new URL('./postgres-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`PostgreSQL did not start (code ${code})`)));
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  child.removeAllListeners('exit');
  return {
    url,
    stop: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
