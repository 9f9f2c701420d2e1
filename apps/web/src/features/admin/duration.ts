import { formatMinutes, plural } from '../../lib/format.ts';

const [MINUTE, DAY] = [60, 86_400];

/** `3 days`, `4 h`, `12 min`, `40 s`: the largest unit, as nobody counts the seconds of a day. */
export function durationText(seconds: number): string {
  if (seconds >= 7_200 && seconds < 2 * DAY) return `${Math.floor(seconds / 3_600)}\u00a0h`;
  return lengthText(seconds);
}

/** The same, with the minutes of hours: `1 h 20 min`. */
export function lengthText(seconds: number): string {
  if (seconds >= 2 * DAY) return plural(Math.floor(seconds / DAY), 'day');
  return seconds >= 2 * MINUTE ? formatMinutes(Math.floor(seconds / MINUTE)).replaceAll(' ', '\u00a0') : `${Math.floor(seconds)}\u00a0s`;
}
