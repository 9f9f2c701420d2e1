import type { FastifyRequest } from 'fastify';
import maxmind, { type CountryResponse } from 'maxmind';
import { ConfigError, type Config } from './env.ts';
import type { Trusts } from './trust.ts';

/** The country a request comes from, as an ISO 3166 code, where that can be told. */
export type CountryOf = (
  request: Pick<FastifyRequest, 'headers' | 'ip'> & { socket: { remoteAddress?: string | undefined } },
) => string | undefined;

/**
 * Countries by what a trusted proxy says (such as `CF-IPCountry`), else by the operator's own table of networks (any
 * database in MaxMind's format that knows countries; a newer file in its place is taken). No table comes with the
 * program: their licences don't allow it. Throws `ConfigError` when the table can't be read.
 */
export async function countryFinder(
  { countryHeader, geoipFile }: Pick<Config, 'countryHeader' | 'geoipFile'>,
  trusts: Trusts,
): Promise<CountryOf> {
  const table = geoipFile === undefined ? undefined : await openTable(geoipFile);
  return ({ headers, ip, socket }) => {
    const named = countryHeader === undefined || !trusts(socket.remoteAddress, 0) ? undefined : headers[countryHeader];
    // XX and T1 (Tor) are Cloudflare's words for "nobody knows".
    if (typeof named === 'string' && /^[A-Z]{2}$/.test(named) && named !== 'XX') return named;
    const found = maxmind.validate(ip) ? table?.get(ip) : undefined;
    return found?.country?.iso_code ?? found?.registered_country?.iso_code;
  };
}

async function openTable(file: string) {
  try {
    return await maxmind.open<CountryResponse>(file, { watchForUpdates: true, watchForUpdatesNonPersistent: true });
  } catch (error) {
    throw new ConfigError(`GEOIP_FILE ${file} can't be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
