import type { ClientEvent } from '@tripmaster/contracts';
import { saw } from './counting.ts';

type Match = { readonly fullPath: string; readonly status: string; readonly globalNotFound?: boolean | undefined };
type Router = {
  readonly state: { readonly matches: readonly Match[] };
  subscribe(event: 'onResolved', listener: (change: { pathChanged: boolean; fromLocation?: unknown }) => void): unknown;
};

/** The pattern of the page that is shown, such as `/plans/$id`: never its address. */
export function patternOf(matches: readonly Match[]): string {
  if (matches.some(({ status, globalNotFound }) => status === 'notFound' || globalNotFound === true)) return '/not-found';
  return matches.at(-1)?.fullPath.replace(/(.)\/$/, '$1') ?? '/not-found';
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

/** Tells each page that is shown; those of administration are the operator's own business. */
export function followPages(router: Router): void {
  let source = sourceOf(window.location, document.referrer);
  router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
    const page = patternOf(router.state.matches);
    if ((!pathChanged && fromLocation !== undefined) || /^\/admin(\/|$)/.test(page)) return;
    saw('page-viewed', { page, ...source });
    source = {};
  });
}
