import { isZone, offsetAt } from '@tripmaster/contracts';

/** Zones as calendars of Windows name them (CLDR's `windowsZones`, the territory 001 of each). */
const WINDOWS: Readonly<Record<string, string>> = {
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'GTB Standard Time': 'Europe/Bucharest',
  'FLE Standard Time': 'Europe/Kyiv',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Egypt Standard Time': 'Africa/Cairo',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'Morocco Standard Time': 'Africa/Casablanca',
  'Arabian Standard Time': 'Asia/Dubai',
  'India Standard Time': 'Asia/Kolkata',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'Singapore Standard Time': 'Asia/Singapore',
  'China Standard Time': 'Asia/Shanghai',
  'Taipei Standard Time': 'Asia/Taipei',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'E. Australia Standard Time': 'Australia/Brisbane',
  'W. Australia Standard Time': 'Australia/Perth',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Samoa Standard Time': 'Pacific/Apia',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Mountain Standard Time': 'America/Denver',
  'US Mountain Standard Time': 'America/Phoenix',
  'Central Standard Time': 'America/Chicago',
  'Eastern Standard Time': 'America/New_York',
  'Atlantic Standard Time': 'America/Halifax',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'SA Pacific Standard Time': 'America/Bogota',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Argentina Standard Time': 'America/Argentina/Buenos_Aires',
  'Pacific SA Standard Time': 'America/Santiago',
};

/** The IANA zone that a calendar's name for one means, or undefined. */
export function zoneNamed(name: string): string | undefined {
  const text = name.trim().replace(/^"|"$/g, '');
  if (text.includes('/') && isZone(text)) return text;
  const windows = WINDOWS[text];
  if (windows !== undefined) return windows;
  // “/freeassociation.sourceforge.net/Tzfile/Europe/Berlin” and the like.
  const parts = text.split('/');
  for (const count of [3, 2]) {
    const tail = parts.slice(-count).join('/');
    if (parts.length > count && isZone(tail)) return tail;
  }
  return /^(?:UTC|GMT|Etc\/UTC)$/.test(text) ? 'UTC' : undefined;
}

/** Local date and time in a zone at a moment (epoch milliseconds). */
export function localAt(zone: string, ms: number): { date: string; time: string } {
  const text = new Date(ms + offsetAt(zone, ms) * 60_000).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/** The moment of a local time; of a time that the clocks skip or repeat, one that is near. */
export function momentAt(zone: string, date: string, time: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const first = wall - offsetAt(zone, wall) * 60_000;
  return wall - offsetAt(zone, first) * 60_000;
}
