import { useEffect } from 'react';

/** Names the tab after the page: `Sign in · TripMaster AI`. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · TripMaster AI`;
  }, [title]);
}
