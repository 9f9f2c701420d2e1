import { textWithin } from '../text-within.ts';
import { RatesRefused } from './ecb.ts';

/** Where the European Central Bank publishes its rates, around 16:00 Central European Time on working days. */
export const ECB_DAILY = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

const WITHIN_MS = 15_000;
const MOST_BYTES = 65_536;

/** The text at an address, which has to come from there itself, soon and short. Throws {@link RatesRefused} with what went wrong. */
export async function downloadRates(url: string): Promise<string> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
    if (!response.ok) throw new RatesRefused(`${url} answered with ${response.status}.`);
    const text = await textWithin(response, MOST_BYTES);
    if (text === undefined) throw new RatesRefused(`${url} sends more than a file of rates has.`);
    return text;
  } catch (error) {
    if (error instanceof RatesRefused) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new RatesRefused(`${url} can't be reached${cause}. Fetch the file by other means and give it with --from.`, { cause: error });
  }
}
