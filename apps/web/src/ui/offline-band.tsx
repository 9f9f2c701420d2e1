import { WifiSlashIcon } from '@phosphor-icons/react';
import { type ReactNode, useSyncExternalStore } from 'react';

/** Says that there is no connection, and in `children` what that means here. */
export function OfflineBand({ children }: { children: ReactNode }) {
  const online = useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
  return (
    <output>
      {!online && (
        <span className="offline">
          <span className="wrap">
            <WifiSlashIcon size={20} aria-hidden />
            <span>
              <b>Offline.</b> {children}
            </span>
          </span>
        </span>
      )}
    </output>
  );
}
