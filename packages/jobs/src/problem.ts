/**
 * What went wrong, for a queue: the error's class and its codes (`Error EENVELOPE 550`). Never its message, which may
 * hold an address, what somebody wrote, or what another server chose to say.
 */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  const answer = 'responseCode' in error ? error.responseCode : undefined;
  const words = [error.name, code, answer].filter((word) => typeof word === 'string' || typeof word === 'number');
  return words.filter((word) => /^[\w-]{1,40}$/.test(String(word))).join(' ') || 'unknown';
}
