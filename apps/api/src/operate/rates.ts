import { readFile } from 'node:fs/promises';
import { RatesRefused } from '@tripmaster/plans';
import { assemble } from '../compose.ts';
import { ConfigError } from '../env.ts';
import { noMore, takeValues, type Command } from './command.ts';

export const ratesRefresh: Command = {
  usage:
    'rates refresh [--from <file or address>] [--force]: takes over the ECB’s exchange rates of the day; --force also where they changed beyond belief',
  async run(args, { config, db, secrets, print }) {
    const { from, force } = readArguments(args);
    const { rates } = assemble(config, { db, secrets }).plans;
    try {
      const { asOf, currencies, changed } =
        from !== undefined && !/^https?:/i.test(from)
          ? await rates.refresh(await readRates(from), { force })
          : await rates.refreshFrom(from, { force });
      print(
        changed
          ? `Taken over: ${currencies}, of ${asOf}. Running servers use them within five minutes.`
          : `The rates of ${asOf} are here already; nothing was changed.`,
      );
      return 0;
    } catch (error) {
      if (error instanceof RatesRefused) throw new ConfigError(`${error.message} Nothing was changed.`);
      throw error;
    }
  },
};

function readArguments(args: string[]): { from: string | undefined; force: boolean } {
  const { values, rest } = takeValues(args, ['--from']);
  noMore(rest.filter((arg) => arg !== '--force'));
  return { from: values.get('--from'), force: rest.includes('--force') };
}

async function readRates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : "can't be read";
    throw new ConfigError(`${file} ${reason}.`);
  }
}
