/** What a clock on the wall shows. */
export type LocalClock = { date: string; minutes: number };

/**
 * Clocks of any zones, all at one moment. A zone that this server does not know runs by UTC. Each zone's is made once:
 * that costs more than to read it.
 */
export function clocksAt(ms: number): (zone: string | null) => LocalClock {
  const known = new Map<string, LocalClock>();
  return (zone) => {
    const name = zone ?? 'UTC';
    const clock = known.get(name) ?? readClock(name, ms);
    known.set(name, clock);
    return clock;
  };
}

function readClock(zone: string, ms: number): LocalClock {
  const parts = new Map(
    formatter(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return {
    date: `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`,
    minutes: number('hour') * 60 + number('minute'),
  };
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const shown = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...shown, calendar: 'gregory', numberingSystem: 'latn', timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...shown, calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' });
  }
}
