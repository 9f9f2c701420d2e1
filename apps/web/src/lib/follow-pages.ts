import { saw } from './counting.ts';
import { patternOf, sourceOf, type Match } from './page-views.ts';

type Router = {
  readonly state: { readonly matches: readonly Match[] };
  subscribe(event: 'onResolved', listener: (change: { pathChanged: boolean; fromLocation?: unknown }) => void): unknown;
};

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
