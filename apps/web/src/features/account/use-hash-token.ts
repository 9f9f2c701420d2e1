import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * What stands behind `#`: the secret of a mailed link, or a sign-in half done. It leaves the address bar at once, so
 * that it stays in no history and on no screen; another link opened in the same tab brings another one.
 */
export function useHashToken(): string {
  const router = useRouter();
  const { hash, pathname, searchStr } = useLocation();
  const [token, setToken] = useState(hash);
  if (hash !== '' && hash !== token) setToken(hash);
  useEffect(() => {
    if (hash !== '') router.history.replace(pathname + searchStr);
  }, [router, hash, pathname, searchStr]);
  return token;
}
