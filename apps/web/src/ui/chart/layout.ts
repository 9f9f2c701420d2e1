/** Moves labels that are nearer to each other than `least` apart, each as little as it takes, none below `lowest`. */
export function apart<Label extends { y: number }>(labels: readonly Label[], least: number, lowest: number): Label[] {
  const moved = labels.map((label) => ({ ...label }));
  const fromTop = moved.toSorted((a, b) => a.y - b.y);
  for (const [index, label] of fromTop.entries()) {
    const above = fromTop[index - 1];
    if (above !== undefined && label.y - above.y < least) label.y = above.y + least;
  }
  let floor = lowest;
  for (const label of fromTop.toReversed()) {
    if (label.y > floor) label.y = floor;
    floor = label.y - least;
  }
  return moved;
}

/** Which of `count` steps are named below the axis: five at most, evenly, the last always. */
export function ticksOf(count: number): number[] {
  if (count <= 1) return count === 1 ? [0] : [];
  const parts = Math.min(4, count - 1);
  return Array.from({ length: parts + 1 }, (_, part) => Math.round((part * (count - 1)) / parts));
}
