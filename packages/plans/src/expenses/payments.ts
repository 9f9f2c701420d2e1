/** From whom to whom, by their places in the list of balances. */
export type Payment = { from: number; to: number; amount: number };

/** So many people are settled in the fewest payments that there can be; 2^16 subsets take some milliseconds. */
export const EXACT_UP_TO = 16;

/**
 * Payments that bring balances (whole minor units that add up to 0; above 0 is to get) to 0: everybody who owes only
 * pays, and everybody who is owed only gets. Never more than one less than there are people who are not even.
 *
 * People who are even among themselves can be settled apart, a group of k by k − 1 payments; so the fewest payments
 * are had by the most such groups (T. Verhoeff, "Settling Multiple Debts Efficiently: An Invitation to Computing Science",
 * Informatics in Education 3 (2004), 105–126, doi:10.15388/infedu.2004.08, which also shows that finding them is NP-hard). Two that cancel out are
 * always one of them: where the two are in different groups of a best partition, the rest of both is a group as well. Among
 * up to {@link EXACT_UP_TO} people who are then left the groups are found exactly, over all subsets; `fewest` is then true.
 * Among more, threes that cancel out are taken as they are met. Each payment makes two people even at most, so
 * that even then there are less than twice as many as there must be.
 *
 * The same balances give the same payments, the largest first.
 */
export function settlingPayments(balances: readonly number[]): { payments: Payment[]; fewest: boolean } {
  if (!balances.every(Number.isSafeInteger)) throw new RangeError('only whole minor units can be settled');
  if (balances.reduce((a, b) => a + b, 0) !== 0) throw new RangeError('these balances do not add up to 0');
  const uneven = balances.flatMap((balance, person) => (balance === 0 ? [] : [person]));
  const at = (person: number): number => balances[person] ?? 0;
  const pairs = takePairs(uneven, at);
  const fewest = pairs.rest.length <= EXACT_UP_TO;
  const threes = fewest ? { groups: [], rest: pairs.rest } : takeThrees(pairs.rest, at);
  const others = threes.rest.length <= EXACT_UP_TO ? mostGroups(threes.rest, at) : [threes.rest];
  const payments = [...pairs.groups, ...threes.groups, ...others].flatMap((group) => settleGroup(group, at));
  return { payments: payments.toSorted((a, b) => b.amount - a.amount || a.from - b.from || a.to - b.to), fewest };
}

type Groups = { groups: number[][]; rest: number[] };
type At = (person: number) => number;

function takePairs(people: readonly number[], at: At): Groups {
  const waiting = new Map<number, number[]>();
  const groups: number[][] = [];
  for (const person of people) {
    const other = waiting.get(-at(person))?.shift();
    if (other !== undefined) groups.push([other, person]);
    else waiting.set(at(person), [...(waiting.get(at(person)) ?? []), person]);
  }
  return { groups, rest: [...waiting.values()].flat().toSorted((a, b) => a - b) };
}

/** Called when no two cancel out, so that the three are three people. */
function takeThrees(people: readonly number[], at: At): Groups {
  const groups: number[][] = [];
  const left = new Set(people);
  for (const first of people) {
    const three = left.has(first) ? threeWith(first, [...left], at) : undefined;
    if (three === undefined) continue;
    groups.push(three);
    for (const person of three) left.delete(person);
  }
  return { groups, rest: [...left] };
}

function threeWith(first: number, people: readonly number[], at: At): number[] | undefined {
  const seen = new Map<number, number>();
  for (const person of people) {
    if (person === first) continue;
    const other = seen.get(-at(first) - at(person));
    if (other !== undefined) return [first, other, person];
    seen.set(at(person), person);
  }
  return undefined;
}

/**
 * A partition into the most groups that are even among themselves. `best[mask]` is how many prefixes of the best order of
 * the mask's people add up to 0: each such prefix ends a group.
 */
function mostGroups(people: readonly number[], at: At): number[][] {
  const size = 2 ** people.length;
  const sums = new Float64Array(size);
  const best = new Int8Array(size);
  for (let mask = 1; mask < size; mask += 1) {
    const lowest = mask & -mask;
    sums[mask] = (sums[mask ^ lowest] ?? 0) + at(people[31 - Math.clz32(lowest)] ?? 0);
    let most = 0;
    for (let rest = mask; rest !== 0; rest &= rest - 1) most = Math.max(most, best[mask ^ (rest & -rest)] ?? 0);
    best[mask] = most + (sums[mask] === 0 ? 1 : 0);
  }
  const groups: number[][] = [];
  let mask = size - 1;
  while (mask !== 0) {
    if (sums[mask] === 0) groups.push([]);
    const wanted = (best[mask] ?? 0) - (sums[mask] === 0 ? 1 : 0);
    let rest = mask;
    while (best[mask ^ (rest & -rest)] !== wanted) rest &= rest - 1;
    const bit = rest & -rest;
    groups.at(-1)?.push(people[31 - Math.clz32(bit)] ?? 0);
    mask ^= bit;
  }
  return groups;
}

/** Whoever owes most pays whoever is owed most, until all are even: each payment makes one of the two so, the last both. */
function settleGroup(group: readonly number[], at: At): Payment[] {
  const left = new Map(group.map((person) => [person, at(person)]));
  const payments: Payment[] = [];
  for (;;) {
    let [from, to] = [-1, -1];
    for (const [person, balance] of left) {
      if (balance < (left.get(from) ?? 0)) from = person;
      if (balance > (left.get(to) ?? 0)) to = person;
    }
    const [owed, due] = [left.get(from), left.get(to)];
    if (owed === undefined || due === undefined) return payments;
    const amount = Math.min(-owed, due);
    payments.push({ from, to, amount });
    left.set(from, owed + amount);
    left.set(to, due - amount);
  }
}
