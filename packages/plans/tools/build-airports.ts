/**
 * Builds the table of airports that booking confirmations are read with: `src/bookings/airports-table.ts`.
 *
 *     node packages/plans/tools/build-airports.ts airports.json
 *
 * Source: OurAirports (https://ourairports.com/data/, public domain) as JSON, of which the airports with scheduled
 * service and an IATA code are taken; time zones by `@photostructure/tz-lookup`. The result is kept in the repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import zoneAt from '@photostructure/tz-lookup';
import { z } from 'zod';

const rowSchema = z.object({
  type: z.string(),
  name: z.string(),
  latitude_deg: z.coerce.number(),
  longitude_deg: z.coerce.number(),
  iso_country: z.string(),
  municipality: z.string(),
  scheduled_service: z.string(),
  iata_code: z.string(),
});
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the JSON file of OurAirports');
const raw: unknown = JSON.parse(readFileSync(file, 'utf8'));
const lines = z
  .array(rowSchema)
  .parse(raw)
  .filter(
    ({ type, scheduled_service: scheduled, iata_code: code }) =>
      /^[A-Z]{3}$/.test(code) && (type === 'large_airport' || type === 'medium_airport') && scheduled === 'yes',
  )
  .map(({ iata_code: code, name, municipality, iso_country: country, latitude_deg: lat, longitude_deg: lon }) =>
    [
      code,
      country,
      lat.toFixed(3),
      lon.toFixed(3),
      zoneAt(lat, lon),
      municipality.replace(/\s*[(/].*$/, '').trim(),
      name.replaceAll('`', '’').trim(),
    ].join('|'),
  )
  .toSorted();
const text = `/**
 * Airports with scheduled service, by IATA code: code, country, latitude, longitude, zone, city, name. Made by
 * \`tools/build-airports.ts\` from OurAirports (ourairports.com/data, public domain).
 */
export const AIRPORTS = \`
${lines.join('\n')}
\`;
`;
writeFileSync(fileURLToPath(new URL('../src/bookings/airports-table.ts', import.meta.url)), text);
process.stdout.write(`${lines.length} airports\n`);
