/** For so many frames what was pressed may still be there, until the change is drawn. */
const FRAMES = 60;

/**
 * Where the keyboard is in the timetable, before a change. Gives what to call once the change is shown: when what was
 * pressed is gone by then, the focus goes to its stop, else to the one that stands in its place, else to the page.
 */
export function keepPlace(): () => void {
  const from = document.activeElement;
  if (from === null || from === document.body) return () => {};
  const near = linesFrom(from.closest('li'));
  const goOn = (frames: number): void => {
    const now = document.activeElement;
    if (now === from && frames > 0) requestAnimationFrame(() => goOn(frames - 1));
    if (now !== null && now !== document.body) return;
    const names = near.map((id) => document.getElementById(id)?.querySelector<HTMLElement>('h3 button'));
    (names.find((name) => name !== null && name !== undefined) ?? document.getElementById('main'))?.focus();
  };
  return () => goOn(FRAMES);
}

/** The ids of a stop, of those after it and of those before it, nearest first. */
function linesFrom(line: Element | null): string[] {
  if (line === null) return [];
  const all = [...(line.parentElement?.children ?? [])];
  const at = all.indexOf(line);
  return [...all.slice(at), ...all.slice(0, at).toReversed()].map(({ id }) => id).filter((id) => id.startsWith('stop-'));
}
