import type { ClientEvent } from '@tripmaster/contracts';

export type Match = { readonly routeId: string; readonly fullPath: string; readonly status: string };

/** Frames of pages: an address that leads to one of them alone is none of a page. */
const FRAMES: ReadonlySet<string> = new Set(['__root__', '/shell', '/shell/settings']);

/** The pattern of the page that is shown, such as `/plans/$id`: never its address. */
export function patternOf(matches: readonly Match[]): string {
  const page = matches.at(-1);
  if (page === undefined || FRAMES.has(page.routeId) || matches.some(({ status }) => status === 'notFound')) return '/not-found';
  return page.fullPath.replace(/(.)\/$/, '$1');
}

/** What led somebody here: the host of the page before, and the words of a campaign. */
export function sourceOf({ search, host }: { search: string; host: string }, referrer: string): Omit<ClientEvent, 'name'> {
  const words = new URLSearchParams(search);
  const from = URL.parse(referrer)?.host ?? '';
  const source: Omit<ClientEvent, 'name'> = {};
  if (from !== '' && from !== host) source.referrer = from;
  const [utmSource, utmMedium, utmCampaign] = ['utm_source', 'utm_medium', 'utm_campaign'].map((word) => words.get(word) ?? '');
  if (utmSource !== undefined && utmSource !== '') source.utmSource = utmSource;
  if (utmMedium !== undefined && utmMedium !== '') source.utmMedium = utmMedium;
  if (utmCampaign !== undefined && utmCampaign !== '') source.utmCampaign = utmCampaign;
  return source;
}
