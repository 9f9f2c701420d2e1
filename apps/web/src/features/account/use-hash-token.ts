import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * The secret behind `#` of a mailed link. It leaves the address bar at once, so that it stays in no history and on
 * no screen; another link opened in the same tab brings another one.
 */
export function useHashToken(): string {
  const router = useRouter();
  const { hash, pathname } = useLocation();
  const [token, setToken] = useState(hash);
  if (hash !== '' && hash !== token) setToken(hash);
  useEffect(() => {
    if (hash !== '') router.history.replace(pathname);
  }, [router, hash, pathname]);
  return token;
}
