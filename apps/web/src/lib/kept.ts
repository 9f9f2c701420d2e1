/** Small things kept for this tab (`sessionStorage`), as JSON. Blocked storage only means they are not kept. */
export function keep(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Not kept; the page goes on.
  }
}

export function readKept(key: string): unknown {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Everything of this app in the tab: whoever signs out may leave the computer to somebody else. */
export function forgetKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('tripmaster.')) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
