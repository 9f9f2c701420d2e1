/** From how many tries on one should know that there is an end to them. */
const FEW = 5;

/** What was wrong, with the tries left before the pause where they are few. */
export function triesSentence(what: string, left: number | undefined): string {
  if (left === undefined || left > FEW) return what;
  if (left === 0) return `${what} That was the last try before a pause of 15 minutes.`;
  return `${what} ${left} ${left === 1 ? 'try is' : 'tries are'} left before a pause of 15 minutes.`;
}
