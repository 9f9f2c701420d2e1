/** The operator's command line; bundled beside the server and run on its machine. */
import { operate } from './operate/run.ts';

// A reader that has seen enough (`| head`) is no fault; what was begun is ended.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await operate(process.argv.slice(2), process.env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
