import { spawnSync } from 'node:child_process';

/** A program of this machine, or nothing where it is not installed; a skipped test says which one was missing. */
export function programOf(name: string): { run: (args: string[], input: Uint8Array) => { code: number | null; text: string } } | undefined {
  if (spawnSync(name, ['--version']).error !== undefined) return undefined;
  return {
    run(args, input) {
      const { status, stdout, stderr } = spawnSync(name, args, { input, maxBuffer: 64 * 1024 * 1024 });
      return { code: status, text: `${stdout.toString()}${stderr.toString()}` };
    },
  };
}
