const MAX_LENGTH = 2_000;

/**
 * A path on this site to go on to, as it was asked for; `undefined` for anything that would lead elsewhere. Judged as
 * a browser reads it: tabs are dropped, backslashes are slashes, and `/..//host` would end as `//host`.
 */
export function wayBack(next: string | undefined, baseUrl: string): string | undefined {
  if (next === undefined || next.length > MAX_LENGTH || !/^\/(?!\/)/.test(next)) return undefined;
  const { origin } = new URL(baseUrl);
  const url = URL.parse(next, origin);
  return url === null || url.origin !== origin || url.pathname.startsWith('//') ? undefined : url.pathname + url.search + url.hash;
}
