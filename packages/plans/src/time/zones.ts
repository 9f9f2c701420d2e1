/** Making a formatter costs 50 µs, far more than using one. Arbitrary documents may name arbitrary zones. */
const MOST_FORMATS = 200;
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Names as they may stand in a calendar property, so that no zone is an offset like `+01:00`. */
const NAME = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    if (NAME.test(zone)) format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, format);
  return format;
}

/** True for a zone of the runtime's IANA rules. */
export function isZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

/** Offsets kept, all zones together; formatting a moment costs 2 µs and a check asks for thousands. */
const MOST_OFFSETS = 20_000;
const offsets = new Map<string, Map<number, number>>();
let kept = 0;

/** Minutes that `zone` is ahead of UTC at a moment (epoch milliseconds); 0 for a zone or a moment that is none. */
export function offsetAt(zone: string, ms: number): number {
  // Dates at the calendar's edge have no day before or after them.
  if (!Number.isFinite(ms)) return 0;
  const known = offsets.get(zone)?.get(ms);
  if (known !== undefined) return known;
  const offset = formattedOffset(zone, ms);
  if (kept >= MOST_OFFSETS) {
    offsets.clear();
    kept = 0;
  }
  let own = offsets.get(zone);
  if (own === undefined) offsets.set(zone, (own = new Map()));
  own.set(ms, offset);
  kept += 1;
  return offset;
}

function formattedOffset(zone: string, ms: number): number {
  const name =
    formatOf(zone)
      ?.formatToParts(ms)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const parts = /([+-])(\d\d):(\d\d)/.exec(name.replace('\u2212', '-'));
  return parts === null ? 0 : (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}
