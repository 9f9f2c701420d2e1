/** For so many frames what was pressed may still be there, until the change is drawn. */
const FRAMES = 60;

/**
 * Where the keyboard is in a list, before a change. Gives what to call once the change is shown: when what was pressed
 * is gone by then, the focus goes to its line, else to the one that stands in its place, else to the page.
 */
export function keepPlace(): () => void {
  const from = document.activeElement;
  if (from === null || from === document.body) return () => {};
  const near = linesFrom(from.closest('li'));
  const goOn = (frames: number): void => {
    const now = document.activeElement;
    if (now === from && frames > 0) requestAnimationFrame(() => goOn(frames - 1));
    if (now !== null && now !== document.body) return;
    const next = near.map(nameIn).find((button) => button !== null);
    (next ?? document.getElementById('main'))?.focus();
  };
  return () => goOn(FRAMES);
}

/** A line, those after it and those before it, nearest first. */
function linesFrom(line: Element | null): Element[] {
  if (line === null) return [];
  const all = [...(line.parentElement?.children ?? [])];
  const at = all.indexOf(line);
  return [...all.slice(at), ...all.slice(0, at).toReversed()];
}

/** The button that is the line's name, else its first; of a line drawn anew, the one that has its id. */
function nameIn(line: Element): HTMLElement | null {
  const now = line.isConnected ? line : line.id === '' ? null : document.getElementById(line.id);
  return now?.querySelector<HTMLElement>('h3 button') ?? now?.querySelector<HTMLElement>('button') ?? null;
}
